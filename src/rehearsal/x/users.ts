import type { Call, Route } from './call.ts'
import { isNewer } from './ids.ts'
import { includesOf, openAnswer, presentPerson, presentPost } from './present.ts'
import { forbidden, invalid, missing } from './problem.ts'
import { readQuery, tokenAfter } from './query.ts'
import { latest, mentionsSomebody, type Person, type Post, type World } from './world.ts'

/** How far back each timeline reaches, in posts. Source: docs.x.com, timelines, read 2026-08-22. */
const REACH = { mentions: 800, own: 3_200 }

export const USER_ROUTES: Route[] = [
  {
    method: 'GET',
    path: '/2/users/me',
    endpoint: 'GET /2/users/me',
    answer: ({ me, query }) => ({ data: presentPerson(me, readQuery(query, 1)) }),
  },
  {
    method: 'GET',
    path: '/2/users/by/username/:username',
    endpoint: 'GET /2/users/by/username/:username',
    answer: ({ params, query }, { world }) => userCalled(params.username ?? '', query, world),
  },
  {
    method: 'GET',
    path: '/2/users/:id',
    endpoint: 'GET /2/users/:id',
    answer: ({ params, query }, { world }) => userOf(params.id ?? '', query, world),
  },
  {
    method: 'GET',
    path: '/2/users/:id/mentions',
    endpoint: 'GET /2/users/:id/mentions',
    answer: (call, { world }) => timelineOf(call, world, { reach: REACH.mentions, belongs: mentionsSomebody }),
  },
  {
    method: 'GET',
    path: '/2/users/:id/tweets',
    endpoint: 'GET /2/users/:id/tweets',
    answer: (call, { world }) => timelineOf(call, world, { reach: REACH.own, belongs: (post, me) => post.author === me }),
  },
]

/** Who is not there is told in a good answer, beside no data. */
function userCalled(username: string, query: URLSearchParams, { people }: World): unknown {
  if (!/^\w{1,15}$/.test(username)) throw invalid('username', `The \`username\` query parameter value [${username}] does not match ^[A-Za-z0-9_]{1,15}$`)
  const person = people.get(username.toLowerCase())
  return person ? { data: presentPerson(person, readQuery(query, 1)) } : { errors: [{ ...missing('user', username), parameter: 'username' }] }
}

function userOf(id: string, query: URLSearchParams, { people }: World): unknown {
  if (!/^[0-9]{1,19}$/.test(id)) throw invalid('id', `The \`id\` query parameter value [${id}] is not valid`)
  const person = [...people.values()].find((one) => one.id === id)
  return person ? { data: presentPerson(person, readQuery(query, 1)) } : { errors: [{ ...missing('user', id), parameter: 'id' }] }
}

interface List {
  reach: number
  belongs(post: Post, me: Person): boolean
}

/** A user's token reads the user's own lists; the rehearsal gives nobody else's. */
function timelineOf(call: Call, world: World, { reach, belongs }: List): unknown {
  const { me, params } = call
  if (params.id !== me.id) throw forbidden('You are not permitted to perform this action.')
  return page(
    call,
    newest(world, reach, (post) => belongs(post, me)),
  )
}

/** Newest first, as deep as X looks. Ids grow with every edition, so an edited post counts as new. */
export function newest(world: World, reach: number, belongs: (post: Post) => boolean): Post[] {
  const standing = world.posts.filter((post) => !post.deleted && belongs(post))
  return standing.toSorted((a, b) => (isNewer(latest(a).id, latest(b).id) ? -1 : 1)).slice(0, reach)
}

export function page({ origin, query }: Pick<Call, 'origin' | 'query'>, posts: Post[], least = 5): unknown {
  const asked = readQuery(query, least)
  const { sinceId, before, size } = asked
  const wanted = posts.filter((post) => (!sinceId || isNewer(latest(post).id, sinceId)) && (!before || isNewer(before, latest(post).id)))
  const shown = wanted.slice(0, size)
  const [top, last] = [shown.at(0), shown.at(-1)]
  if (!top || !last) return { meta: { result_count: 0 } }
  const answer = openAnswer(origin, asked)
  const data = shown.map((post) => presentPost(post, answer))
  const more = wanted.length > shown.length ? { next_token: tokenAfter(latest(last).id) } : {}
  return { data, ...includesOf(answer), meta: { result_count: shown.length, newest_id: latest(top).id, oldest_id: latest(last).id, ...more } }
}
