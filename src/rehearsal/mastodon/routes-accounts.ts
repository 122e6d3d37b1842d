import { type Answer, type Exchange, notFound } from './exchange.ts'
import { suffers } from './faults.ts'
import { answerPage } from './paging.ts'
import { presentAccount, presentConversation, presentNotification, presentStatus } from './present.ts'
import { type Person, canSee, findPerson } from './world.ts'

export function verifyCredentials({ square, me }: Exchange): Answer {
  const source = { privacy: 'public', sensitive: false, language: null, note: me.profile.bio ?? '', fields: [], follow_requests_count: 0 }
  return { json: { ...presentAccount(square.world, me), source } }
}

export function lookUpAccount({ square, url }: Exchange): Answer {
  const person = findPerson(square.world, url.searchParams.get('acct') ?? '')
  if (!person) throw notFound()
  return { json: presentAccount(square.world, person) }
}

export function showAccount(exchange: Exchange): Answer {
  return { json: presentAccount(exchange.square.world, personOf(exchange)) }
}

export function listOwnStatuses(exchange: Exchange): Answer {
  const { square, token } = exchange
  const viewer = token?.person ?? null
  const person = personOf(exchange)
  const all = [...square.world.statuses.values()].filter((one) => one.author === person && canSee(one, viewer))
  return answerPage(exchange, all, { idOf: (one) => one.id, show: (one) => presentStatus(square.world, one, viewer), usual: 20, max: 40 })
}

export function listHome(exchange: Exchange): Answer {
  const { square, me } = exchange
  const all = [...square.world.statuses.values()].filter((one) => one.author === me && one.visibility !== 'direct' && !one.deleted)
  return answerPage(exchange, all, { idOf: (one) => one.id, show: (one) => presentStatus(square.world, one, me), usual: 20, max: 40 })
}

export function listNotifications(exchange: Exchange): Answer {
  const { square, me, url } = exchange
  const [types, without] = [url.searchParams.getAll('types[]'), url.searchParams.getAll('exclude_types[]')]
  const all = square.world.notifications.filter((one) => one.owner === me && (types.length === 0 || types.includes(one.type)) && !without.includes(one.type))
  return answerPage(exchange, all, { idOf: (one) => one.id, show: (one) => presentNotification(square.world, one), usual: 40, max: 80 })
}

export function listConversations(exchange: Exchange): Answer {
  const { square, me } = exchange
  const all = square.world.conversations.filter((one) => one.owner === me).toSorted((one, other) => Number(BigInt(one.last.id) - BigInt(other.last.id)))
  return answerPage(exchange, all, { idOf: (one) => one.last.id, show: (one) => presentConversation(square.world, one), usual: 20, max: 40 })
}

export function listRelationships({ square, me, url }: Exchange): Answer {
  const ids = url.searchParams.getAll('id[]')
  const people = [...square.world.people.values()].filter((person) => ids.includes(person.id))
  return { json: people.map((person) => relationship({ square, me }, person)) }
}

export function block(exchange: Exchange): Answer {
  const person = personOf(exchange)
  exchange.me.blocked.add(person.id)
  return { json: relationship(exchange, person) }
}

export function unblock(exchange: Exchange): Answer {
  const person = personOf(exchange)
  exchange.me.blocked.delete(person.id)
  return { json: relationship(exchange, person) }
}

function personOf({ square, parts }: Exchange): Person {
  const person = [...square.world.people.values()].find(({ id }) => id === parts[0])
  if (!person) throw notFound()
  return person
}

function relationship({ square, me }: Pick<Exchange, 'square' | 'me'>, person: Person) {
  const struck = suffers(square.faults, 'blocked', person) || suffers(square.faults, 'blocked', me)
  return {
    id: person.id,
    following: false,
    followed_by: false,
    blocking: me.blocked.has(person.id),
    blocked_by: person.blocked.has(me.id) || struck,
    muting: false,
    requested: false,
  }
}
