import type { Evaluators } from '../check.ts'
import type { Snapshot, TicketView } from '../snapshot.ts'
import type { DeskMessage } from '../world.ts'
import { allOf, describe, fact, folded, heardLabels, met, notMet, onTicketOf, placesOf, within } from './find.ts'
import { isPerson } from './who.ts'

/** How things end: answered, or left on purpose with a reason and a name. */
export const closing: Evaluators<'unanswered' | 'answered-or-left' | 'left'> = {
  unanswered: (args, snapshot) => {
    const waiting = snapshot.tickets.filter((ticket) => isWaiting(ticket) && (args.person === undefined || isPerson(args.person, ticket, snapshot)))
    return { met: within(args, waiting.length), seen: `${waiting.length} unanswered: ${describe(waiting)}` }
  },

  'answered-or-left': (args, snapshot) => {
    const open = (args.messages ?? heardLabels(snapshot)).filter((label) => !isEnded(label, snapshot))
    return open.length === 0
      ? met('each answered or left')
      : notMet(`neither answered nor left with a reason and a name: ${open.map((label) => `«${label}»`).join(', ')}`)
  },

  left: (args, snapshot) =>
    onTicketOf(args.of, snapshot, ({ state, closed }) => {
      if (state !== 'left' || !closed) return notMet(`the ticket is ${state}`)
      return allOf([
        fact(args.reason, 'reason', (wanted) => ({ seen: closed.reason, holds: closed.reason === wanted })),
        fact(args.by, 'name', (wanted) => ({ seen: closed.by, holds: closed.by === wanted })),
        fact(args.because, 'explanation', (wanted) => ({ seen: `«${closed.because}»`, holds: folded(closed.because).includes(folded(wanted)) })),
      ])
    }),
}

/** Nobody of ours has spoken since the person last did, and nobody has closed it under their name. */
function isWaiting(ticket: TicketView): boolean {
  const last = ticket.timeline.findLastIndex((message) => message.kind === 'message' && !message.ours)
  return last >= 0 && !isClosed(ticket) && !ticket.timeline.slice(last + 1).some(isAnswer)
}

function isEnded(label: string, snapshot: Snapshot): boolean {
  return placesOf(label, snapshot).some(({ ticket, message }) => isClosed(ticket) || ticket.timeline.slice(ticket.timeline.indexOf(message) + 1).some(isAnswer))
}

/** Resolved by somebody, or left by somebody for a reason in words. */
function isClosed({ state, closed }: TicketView): boolean {
  if (!closed || closed.by === '') return false
  return state === 'resolved' || (state === 'left' && closed.reason !== null)
}

/** A word of ours that reached the person: sent, said natively, or spoken on the phone. */
function isAnswer(message: DeskMessage): boolean {
  if (message.kind === 'call') return true
  return message.kind === 'message' && message.ours && !message.automatic && (message.delivery === null || message.delivery.state === 'sent')
}
