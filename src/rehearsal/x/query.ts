import { invalid } from './problem.ts'

/** What a read asks for. X takes unknown names in silence; it is strict with numbers and ids. */
export interface Asked {
  fields(kind: 'post' | 'user' | 'media' | 'dm_event'): Set<string>
  expansions: Set<string>
  sinceId: string | null
  size: number
  /** The id before which the page starts, from the page before. */
  before: string | null
}

export function readQuery(query: URLSearchParams, least: number): Asked {
  const list = (name: string) => new Set((query.get(name) ?? '').split(',').filter(Boolean))
  const size = Number(query.get('max_results') ?? 10)
  if (!Number.isInteger(size) || size < least || size > 100)
    throw invalid('max_results', `The \`max_results\` query parameter value [${query.get('max_results')}] is not between ${least} and 100`)
  const sinceId = query.get('since_id')
  if (sinceId !== null && !/^\d{1,19}$/.test(sinceId)) throw invalid('since_id', `The \`since_id\` query parameter value [${sinceId}] is not valid`)
  return {
    fields: (kind) => list(`${kind}.fields`),
    expansions: list('expansions'),
    sinceId,
    size,
    before: readToken(query.get('pagination_token') ?? query.get('next_token')),
  }
}

export function tokenAfter(id: string): string {
  return Buffer.from(`before ${id}`).toString('hex')
}

function readToken(token: string | null): string | null {
  if (token === null) return null
  const [, id] = /^before (\d+)$/.exec(Buffer.from(token, 'hex').toString()) ?? []
  if (!id) throw invalid('pagination_token', `The \`pagination_token\` query parameter value [${token}] is not valid`)
  return id
}
