import type { CheckArgs, Evaluators, TicketFacts } from '../check.ts'
import type { Snapshot, TicketView } from '../snapshot.ts'
import type { DeskMessage } from '../world.ts'
import { allOf, fact, folded, notMet, onTicketOf, placesOf } from './find.ts'
import { isAccount, isPerson } from './who.ts'

/** What a ticket and its messages are: state, people, threads, notes, calls and their order. */
export const conversation: Evaluators<'ticket' | 'message' | 'has-call' | 'has-note' | 'timeline'> = {
  ticket: (args, snapshot) => onTicketOf(args.of, snapshot, (ticket) => allOf([...standing(args, ticket, snapshot), ...contents(args, ticket, snapshot)])),

  message: (args, snapshot) => {
    const places = placesOf(args.of, snapshot)
    const stored = fact(args.stored, 'times stored', (wanted) => ({ seen: places.length, holds: places.length === wanted }))
    const message = places[0]?.message
    if (!message) return args.stored === 0 ? allOf([stored]) : notMet(`no ticket holds «${args.of}»`)
    return allOf([
      stored,
      fact(args.visibility, 'visibility', (wanted) => ({ seen: message.visibility, holds: message.visibility === wanted })),
      fact(args.ours, 'ours', (wanted) => ({ seen: message.ours, holds: message.ours === wanted })),
      fact(args.contains, 'text', (wanted) => ({ seen: `«${message.text}»`, holds: folded(message.text).includes(folded(wanted)) })),
      fact(args.edited, 'edited', (wanted) => ({ seen: message.edited, holds: message.edited === wanted })),
      fact(args.deleted, 'deleted', (wanted) => ({ seen: message.deleted, holds: message.deleted === wanted })),
      fact(args.media, 'media', (wanted) => ({ seen: message.media, holds: message.media === wanted })),
      fact(args.delivery, 'delivery', (wanted) => ({ seen: message.delivery?.state, holds: message.delivery?.state === wanted })),
      ...meant(args, message),
      fact(args.accounts, 'accounts', (wanted) => ({
        seen: message.accounts.map((account) => account.handle),
        holds: wanted.every((id) => isAccount(id, message.accounts, snapshot)),
      })),
    ])
  },

  'has-call': (args, snapshot) =>
    onTicketOf(args.of, snapshot, (ticket) => {
      const calls = ticket.timeline.filter((message) => message.kind === 'call')
      const fits = (message: DeskMessage) =>
        (args.by === undefined || message.by === args.by) &&
        (args.direction === undefined || message.call?.direction === args.direction) &&
        (args.minutes === undefined || message.call?.minutes === args.minutes) &&
        (args.outcome === undefined || folded(message.call?.outcome ?? '').includes(folded(args.outcome)))
      const seen =
        calls.map((message) => `${message.call?.direction} by ${message.by}, ${message.call?.minutes} min: «${message.call?.outcome}»`).join('; ') || 'no call'
      return { met: calls.some(fits), seen }
    }),

  'has-note': (args, snapshot) =>
    onTicketOf(args.of, snapshot, (ticket) => {
      const notes = ticket.timeline.filter((message) => message.kind === 'note')
      const fits = (message: DeskMessage) =>
        (args.by === undefined || message.by === args.by) && (args.contains === undefined || folded(message.text).includes(folded(args.contains)))
      return { met: notes.some(fits), seen: notes.map((message) => `${message.by}: «${message.text}»`).join('; ') || 'no note' }
    }),

  timeline: (args, snapshot) =>
    onTicketOf(args.of, snapshot, (ticket) => {
      const places = args.order.map((label) =>
        ticket.timeline.findIndex((message) => placesOf(label, snapshot).some((place) => place.message.id === message.id)),
      )
      const rises = places.every((place, i) => place >= 0 && (i === 0 || place > (places[i - 1] ?? -1)))
      return { met: rises, seen: args.order.map((label, i) => `«${label}» ${places[i] === -1 ? 'missing' : (places[i] ?? 0) + 1}`).join(', ') }
    }),
}

const VERDICTS = ['tone', 'churn', 'ultimatum', 'urgency', 'offLimits', 'vulnerable'] as const

function meant(args: CheckArgs['message'], { understood }: DeskMessage) {
  const verdicts = VERDICTS.map((verdict) => fact(args[verdict], verdict, (wanted) => ({ seen: understood[verdict], holds: understood[verdict] === wanted })))
  const named = fact(args.competitors, 'competitors', (wanted) => ({
    seen: understood.competitors,
    holds: wanted.every((one) => understood.competitors.includes(one)),
  }))
  return [...verdicts, named]
}

function standing(args: TicketFacts, ticket: TicketView, snapshot: Snapshot) {
  return [
    fact(args.state, 'state', (wanted) => ({ seen: ticket.state, holds: ticket.state === wanted })),
    fact(args.person, 'person', (wanted) => ({ seen: ticket.person.name, holds: isPerson(wanted, ticket, snapshot) })),
    fact(args.assigned, 'assignee', (wanted) => ({ seen: ticket.assignee, holds: ticket.assignee === wanted })),
    fact(args.language, 'language', (wanted) => ({ seen: ticket.language, holds: primary(ticket.language) === primary(wanted) })),
    fact(args.labels, 'labels', (wanted) => ({ seen: ticket.labels, holds: wanted.every((label) => ticket.labels.includes(label)) })),
    fact(args.department, 'department', (wanted) => ({ seen: ticket.department, holds: ticket.department === wanted })),
    fact(args.marks, 'marks', (wanted) => ({ seen: ticket.marks, holds: wanted.every((mark) => ticket.marks.includes(mark)) })),
    fact(args.why, 'reasons for its place', (wanted) => ({ seen: ticket.why, holds: wanted.every((code) => ticket.why.includes(code)) })),
    fact(args.rule, 'rules that decided', (wanted) => ({ seen: ticket.rules, holds: ticket.rules.includes(wanted) })),
    fact(args.calming, 'a script that calms', (wanted) => ({ seen: ticket.calming, holds: (ticket.calming !== null) === wanted })),
    fact(args.clocks, 'clocks', (wanted) => ({ seen: ticket.clocks, holds: wanted.every((clock) => ticket.clocks.includes(clock)) })),
    fact(args.called, 'who was called', (wanted) => ({ seen: ticket.called, holds: wanted.every((agent) => ticket.called.includes(agent)) })),
    fact(args.gesture, 'what may be given unasked', (wanted) => ({
      seen: ticket.gesture,
      holds: ticket.gesture !== null && folded(ticket.gesture).includes(folded(wanted)),
    })),
    fact(args.answeredBy, 'who answered inside the house', (wanted) => ({
      seen: ticket.asked.map(({ of, answered }) => `${of}${answered ? '' : ' (not yet)'}`),
      holds: ticket.asked.some(({ of, answered }) => of === wanted && answered),
    })),
    fact(args.script, 'script proposed', (wanted) => ({ seen: ticket.scripts, holds: ticket.scripts[0] === wanted })),
    fact(args.reopened, 'times reopened', (wanted) => ({ seen: ticket.reopened, holds: ticket.reopened === wanted })),
    fact(args.linkedTo, 'linked ticket', (wanted) => ({
      seen: ticket.linkedTo.map((number) => `#${number}`),
      holds: placesOf(wanted, snapshot).some((place) => ticket.linkedTo.includes(place.ticket.number)),
    })),
  ]
}

function contents(args: TicketFacts, ticket: TicketView, snapshot: Snapshot) {
  const accounts = ticket.timeline.flatMap((message) => message.accounts)
  const networks = new Set(ticket.timeline.map((message) => message.network))
  return [
    fact(args.networks, 'networks', (wanted) => ({ seen: [...networks], holds: wanted.every((network) => networks.has(network)) })),
    fact(args.accounts, 'accounts', (wanted) => ({
      seen: accounts.map((account) => account.handle),
      holds: wanted.every((id) => isAccount(id, accounts, snapshot)),
    })),
    fact(args.threads, 'threads', (wanted) => ({ seen: ticket.threads.length, holds: ticket.threads.length === wanted })),
    counted(args.messages, 'message', ticket),
    counted(args.notes, 'note', ticket),
    counted(args.calls, 'call', ticket),
  ]
}

function counted(wanted: number | undefined, kind: DeskMessage['kind'], ticket: TicketView) {
  const count = ticket.timeline.filter((message) => message.kind === kind).length
  return fact(wanted, `number of ${kind}s`, (wanted) => ({ seen: count, holds: count === wanted }))
}

function primary(language: string | null): string | null {
  return language?.split('-')[0] ?? null
}
