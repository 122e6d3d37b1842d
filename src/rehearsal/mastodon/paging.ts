import type { Answer, Exchange } from './exchange.ts'

/** One page of a list in order of arrival, newest first, with the Link header that leads on. Source: docs.joinmastodon.org/api/guidelines. */
function page<T>(
  exchange: Exchange,
  all: readonly T[],
  idOf: (one: T) => string,
  most: { usual: number; max: number },
): { rows: T[]; headers: Record<string, string> } {
  const { url, square } = exchange
  const limit = Math.min(Math.max(Number(url.searchParams.get('limit') ?? most.usual) || most.usual, 1), most.max)
  const bound = (name: string) => toId(url.searchParams.get(name))
  const [maxId, sinceId, minId] = [bound('max_id'), bound('since_id'), bound('min_id')]
  const after = minId ?? sinceId
  const within = all.filter((one) => (maxId === null || BigInt(idOf(one)) < maxId) && (after === null || BigInt(idOf(one)) > after))
  const chosen = minId !== null ? within.slice(0, limit) : within.slice(-limit)
  const rows = chosen.toReversed()
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return { rows, headers: {} }
  const link = (name: string, id: string) => `<${square.origin()}${url.pathname}?limit=${limit}&${name}=${id}>`
  return { rows, headers: { link: `${link('max_id', idOf(last))}; rel="next", ${link('min_id', idOf(first))}; rel="prev"` } }
}

export function answerPage<T>(
  exchange: Exchange,
  all: readonly T[],
  how: { idOf: (one: T) => string; show: (one: T) => unknown; usual: number; max: number },
): Answer {
  const { rows, headers } = page(exchange, all, how.idOf, how)
  return { json: rows.map(how.show), headers }
}

/** The same page where it stands inside of an answer, without a Link. */
export function rowsOf<T>(exchange: Exchange, all: readonly T[], idOf: (one: T) => string, most: { usual: number; max: number }): T[] {
  return page(exchange, all, idOf, most).rows
}

function toId(text: string | null): bigint | null {
  return text && /^\d+$/.test(text) ? BigInt(text) : null
}
