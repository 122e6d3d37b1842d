import type { Amount, Verdict } from '../check.ts'
import type { Snapshot, TicketView, Utterance } from '../snapshot.ts'
import type { DeskMessage } from '../world.ts'

/** Every place where the desk holds what was said under a label: exactly one when all is well. */
export function placesOf(label: string, snapshot: Snapshot): { ticket: TicketView; message: DeskMessage }[] {
  const utterance = snapshot.utterances.get(label)
  if (!utterance) return []
  return snapshot.tickets.flatMap((ticket) => ticket.timeline.filter((message) => isThat(utterance, message)).map((message) => ({ ticket, message })))
}

function isThat(utterance: Utterance, message: DeskMessage): boolean {
  if (utterance.deskId !== null) return message.id === utterance.deskId
  return utterance.nativeId !== null && message.network === utterance.network && message.nativeId === utterance.nativeId
}

/** The ticket that holds a label, for checks that need one; a verdict when there is none. */
export function onTicketOf(label: string, snapshot: Snapshot, judge: (ticket: TicketView) => Verdict): Verdict {
  const [place] = placesOf(label, snapshot)
  return place ? judge(place.ticket) : notMet(`no ticket holds «${label}»`)
}

/** Labels of everything that one of our connected accounts must have heard from people. */
export function heardLabels(snapshot: Snapshot): string[] {
  return [...snapshot.utterances.values()].filter((one) => one.heard && one.by === 'person').map((one) => one.label)
}

export function within(amount: Amount, count: number): boolean {
  return (
    (amount.count === undefined || count === amount.count) &&
    (amount.atLeast === undefined || count >= amount.atLeast) &&
    (amount.atMost === undefined || count <= amount.atMost)
  )
}

/** Several facts judged together: met when all hold, and `seen` tells only those that don't. */
export function allOf(facts: ({ wanted: string; seen: string; holds: boolean } | null)[]): Verdict {
  const broken = facts.filter((fact) => fact !== null && !fact.holds)
  return broken.length === 0 ? met('as expected') : notMet(broken.map((fact) => `${fact?.wanted}: ${fact?.seen}`).join('; '))
}

/** One fact of `allOf`, only looked at when the story asks for it. */
export function fact<T>(wanted: T | undefined, name: string, look: (wanted: T) => { seen: unknown; holds: boolean }) {
  if (wanted === undefined) return null
  const { seen, holds } = look(wanted)
  return { wanted: `${name} should be ${inWords(wanted)}`, seen: `it is ${inWords(seen)}`, holds }
}

export function met(seen: string): Verdict {
  return { met: true, seen }
}

export function notMet(seen: string): Verdict {
  return { met: false, seen }
}

export function inWords(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return value.length > 0 ? value.map(inWords).join(', ') : 'none'
  return String(value)
}

/** For comparing what was written with what was shown: case, accents' encoding and white space apart. */
export function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
}

export function describe(tickets: readonly TicketView[]): string {
  return tickets.length > 0 ? tickets.map((ticket) => `#${ticket.number} ${ticket.state} (${ticket.person.name})`).join(', ') : 'no ticket'
}
