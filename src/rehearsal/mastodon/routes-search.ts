import { type Answer, type Exchange, invalid } from './exchange.ts'
import { rowsOf } from './paging.ts'
import { presentAccount, presentStatus } from './present.ts'
import { type Person, type Status, byUri, canSee, findPerson } from './world.ts'

const USUAL = 20
const MOST = 40

/** Accounts by name, a status by its address, and where the server has an index of them, statuses by words. Source: docs.joinmastodon.org/methods/search. */
export function search(exchange: Exchange): Answer {
  const { square, me, url } = exchange
  const q = (url.searchParams.get('q') ?? '').trim()
  const type = url.searchParams.get('type')
  if (type !== null && !['accounts', 'statuses', 'hashtags'].includes(type)) throw invalid('type is not included in the list')
  const people = type === 'statuses' || type === 'hashtags' ? [] : findPeople(exchange, q)
  const accounts = people.map((person) => presentAccount(square.world, person))
  const statuses = type === 'accounts' || type === 'hashtags' ? [] : findStatuses(exchange, q)
  return { json: { accounts, statuses: statuses.map((one) => presentStatus(square.world, one, me)), hashtags: [] } }
}

/** A name with its @ finds whom it names; words, whoever has them in handle or name. */
function findPeople({ square: { world }, url }: Exchange, q: string): Person[] {
  if (q === '') return []
  if (q.includes('@')) return [findPerson(world, q)].filter((named) => named !== undefined)
  const limit = Math.min(Number(url.searchParams.get('limit') ?? USUAL), MOST)
  const words = q.toLowerCase()
  return [...world.people.values()].filter(({ handle, profile }) => `${handle} ${profile.name}`.toLowerCase().includes(words)).slice(0, limit)
}

function findStatuses(exchange: Exchange, q: string): Status[] {
  const { square, me } = exchange
  if (q.startsWith('https://')) return [byUri(square.world, q)].filter((one) => one !== undefined && canSee(one, me)) as Status[]
  // A name by itself is looked for among accounts alone.
  const isName = q.includes('@') && !q.includes(' ')
  if (!square.quirks.searchesStatuses || isName || q === '') return []
  const holds = q.split(/\s+/).map(readTerm)
  const found = [...square.world.statuses.values()].filter((one) => isIndexed(one, me) && holds.every((fits) => fits(one)))
  return rowsOf(exchange, found, (one) => one.id, { usual: USUAL, max: MOST })
}

/** The public ones of everybody here, who all let themselves be found; beside them, what concerns whoever asks. */
function isIndexed(status: Status, me: Person): boolean {
  return canSee(status, me) && (status.visibility === 'public' || status.author === me || status.mentions.includes(me))
}

/** Days are the server's own, whole, and not among those found. */
function readTerm(term: string): (status: Status) => boolean {
  const [, operator, value = ''] = /^(after|before|from):(.+)$/.exec(term) ?? []
  const day = ({ at }: Status) => at.toString().slice(0, 10)
  if (operator === 'after') return (status) => day(status) > value
  if (operator === 'before') return (status) => day(status) < value
  if (operator === 'from') return ({ author }) => author.handle.toLowerCase() === value.replace(/^@/, '').toLowerCase()
  const words = term.replace(/^@/, '').toLowerCase()
  return ({ text }) => text.toLowerCase().includes(words)
}
