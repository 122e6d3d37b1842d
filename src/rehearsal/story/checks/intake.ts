import type { Evaluators, Verdict } from '../check.ts'
import type { Snapshot, TicketView } from '../snapshot.ts'
import { describe, heardLabels, met, notMet, placesOf, within } from './find.ts'
import { isAccount, isPerson } from './who.ts'

/** What came in: how many tickets, which messages share one, nothing lost, nothing doubled, fast enough. */
export const intake: Evaluators<'tickets' | 'same-ticket' | 'different-tickets' | 'stored-once' | 'within' | 'order' | 'search'> = {
  tickets: (args, snapshot) => {
    const found = snapshot.tickets.filter(
      (ticket) =>
        (args.state === undefined || ticket.state === args.state) &&
        (args.person === undefined || isPerson(args.person, ticket, snapshot)) &&
        (args.account === undefined || ticket.timeline.some((message) => isAccount(args.account, message.accounts, snapshot))),
    )
    return { met: within(args, found.length), seen: `${found.length}: ${describe(found)}` }
  },

  'same-ticket': (labels, snapshot) => {
    const held = holders(labels, snapshot)
    const numbers = new Set(held.flatMap((one) => one.numbers))
    return { met: numbers.size === 1 && held.every((one) => one.numbers.length === 1), seen: tell(held) }
  },

  'different-tickets': (labels, snapshot) => {
    const held = holders(labels, snapshot)
    const numbers = new Set(held.flatMap((one) => one.numbers))
    return { met: numbers.size === labels.length && held.every((one) => one.numbers.length === 1), seen: tell(held) }
  },

  'stored-once': (args, snapshot) => {
    const wrong = (args.messages ?? heardLabels(snapshot)).map((label) => ({ label, times: placesOf(label, snapshot).length })).filter((one) => one.times !== 1)
    return wrong.length === 0 ? met('each once') : notMet(wrong.map((one) => `«${one.label}» ${one.times} times`).join(', '))
  },

  within: (args, snapshot) => {
    const late = (args.messages ?? heardLabels(snapshot))
      .map((label) => ({ label, ms: delay(label, snapshot) }))
      .filter((one) => one.ms === null || one.ms > args.ms)
    return late.length === 0
      ? met('all in time')
      : notMet(late.map((one) => `«${one.label}» ${one.ms === null ? 'never shown live' : `after ${Math.round(one.ms)} ms`}`).join(', '))
  },

  order: (labels, snapshot) => {
    const places = labels.map((label) => snapshot.tickets.findIndex((ticket) => placesOf(label, snapshot)[0]?.ticket.number === ticket.number))
    const rises = places.every((place, i) => place >= 0 && (i === 0 || place > (places[i - 1] ?? -1)))
    return { met: rises, seen: labels.map((label, i) => `«${label}» ${places[i] === -1 ? 'not in the list' : `at place ${(places[i] ?? 0) + 1}`}`).join(', ') }
  },

  search: (args, snapshot) => {
    const found = snapshot.searches.get(args.words) ?? []
    const finds = (label: string) => placesOf(label, snapshot).some((place) => found.includes(place.ticket.number))
    const wrong = [...(args.finds ?? []).filter((label) => !finds(label)), ...(args.misses ?? []).filter(finds)]
    const seen = `found ${describe(snapshot.tickets.filter((ticket) => found.includes(ticket.number)))}`
    return wrong.length === 0 ? met(seen) : notMet(`wrong about ${wrong.map((label) => `«${label}»`).join(', ')}; ${seen}`)
  },
}

interface Held {
  label: string
  numbers: TicketView['number'][]
}

function holders(labels: string[], snapshot: Snapshot): Held[] {
  return labels.map((label) => ({ label, numbers: placesOf(label, snapshot).map((place) => place.ticket.number) }))
}

function tell(held: Held[]): Verdict['seen'] {
  return held.map((one) => `«${one.label}» on ${one.numbers.length > 0 ? one.numbers.map((number) => `#${number}`).join(' and ') : 'no ticket'}`).join(', ')
}

/** Milliseconds from the network's taking it to the agents' live stream; null when it was never shown. */
function delay(label: string, snapshot: Snapshot): number | null {
  const shownAt = placesOf(label, snapshot)[0]?.message.shownAt ?? null
  const saidAt = snapshot.utterances.get(label)?.saidAt
  return shownAt === null || saidAt === undefined ? null : Math.max(0, shownAt - saidAt)
}
