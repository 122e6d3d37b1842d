import { fullText } from './act.ts'
import type { Call, Route, Stage } from './call.ts'
import { invalid } from './problem.ts'
import { newest, page } from './users.ts'
import { first, mentionsSomebody, type Person, type Post, type World } from './world.ts'

export const SEARCH_ROUTES: Route[] = [
  { method: 'GET', path: '/2/tweets/search/recent', endpoint: 'GET /2/tweets/search/recent', answer: (call, { world }) => searchRecent(call, world) },
]

/** Of the query, in characters; for apps that pay by use. */
const LONGEST = 512
const REACH_HOURS = 7 * 24
const LEAST = 10

/** The last seven days of what everybody said in public. Repeats are no longer handed over, whether or not they are asked for. */
function searchRecent({ origin, query }: Call, world: Stage['world']): unknown {
  const wanted = readWanted(query.get('query') ?? '', world)
  const from = readStart(query.get('start_time'))
  const posts = newest(world, Number.POSITIVE_INFINITY, (post) => Temporal.Instant.compare(first(post).at, from) >= 0 && wanted.every((holds) => holds(post)))
  return page({ origin, query }, posts, LEAST)
}

function readStart(text: string | null): Temporal.Instant {
  const earliest = Temporal.Now.instant().subtract({ hours: REACH_HOURS })
  if (text === null) return earliest
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text)) throw invalid('start_time', `The \`start_time\` query parameter value [${text}] is not valid`)
  const at = Temporal.Instant.from(text)
  if (Temporal.Instant.compare(at, earliest) < 0)
    throw invalid('start_time', `Invalid 'start_time':'${text}'. 'start_time' must be on or after ${earliest.toString({ smallestUnit: 'minute' })}.`)
  return at
}

type Holds = (post: Post) => boolean

/** All of what stands side by side. X refuses operators that it doesn't know, and a query of exclusions alone. */
function readWanted(text: string, world: World): Holds[] {
  if (text.trim() === '' || text.length > LONGEST) throw invalid('query', 'query: size must be between 1 and 512')
  const terms = text.trim().split(/\s+/)
  if (terms.every((term) => term.startsWith('-') || term.startsWith('is:')))
    throw invalid('query', 'Rules must contain at least one non-negation, standalone operator')
  return terms.map((term) => {
    const not = term.startsWith('-')
    const holds = readTerm(not ? term.slice(1) : term, world)
    return not ? (post) => !holds(post) : holds
  })
}

function readTerm(term: string, world: World): Holds {
  const [, operator, value = ''] = /^(from|is):(.+)$/.exec(term) ?? []
  if (operator === 'from') return ({ author }) => author.handle.toLowerCase() === value.toLowerCase()
  if (operator === 'is' && value === 'reply') return ({ parent }) => parent !== null
  if (operator === 'is' && value === 'retweet') return () => false
  if (operator !== undefined || term.includes(':'))
    throw invalid('query', `Reference to invalid operator '${term}'. Operator is not available in current product or product packaging.`)
  return term.startsWith('@') ? names(world.people.get(term.slice(1).toLowerCase())) : (post) => fullText(post).toLowerCase().includes(term.toLowerCase())
}

function names(person: Person | undefined): Holds {
  return (post) => person !== undefined && mentionsSomebody(post, person)
}
