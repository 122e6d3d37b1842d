import type { z } from 'zod'
import type { Amount } from '../domain/allowance.ts'
import { readLeaving } from '../domain/leave-reason.ts'
import type { LengthRule } from '../domain/capability.ts'
import type { ReplyChoice } from '../domain/reply-options.ts'
import type { TicketAbuse } from '../pipeline/abuse-on.ts'
import type { Gates } from '../pipeline/reply-gates.ts'
import type { Present } from '../realtime/presence.ts'
import type { ShownThread, TicketRest } from '../storage/ticket-detail.ts'
import type { ListedTicket } from '../storage/tickets.ts'
import type { TracedDecision } from '../storage/timeline.ts'
import { presentFold } from './present-fold.ts'
import type { LengthSchema } from './contract/common.ts'
import type { Ticket, TicketRow } from './contract/tickets.ts'

type Sending = z.infer<typeof TicketRow>['sending']

export function presentTicketRow(ticket: ListedTicket): TicketRow {
  return {
    id: ticket.id,
    number: ticket.number,
    state: ticket.state,
    person: { id: ticket.personId, name: ticket.personName, handle: ticket.personHandle },
    network: ticket.network,
    visibility: ticket.visibility,
    ...presentLastWord(ticket),
    need: { reason: ticket.needReason, dueAt: ticket.dueAt?.toString() ?? null, orderAt: ticket.orderAt?.toString() ?? null },
    marks: ticket.marks,
    language: ticket.language,
    assignee: ticket.assigneeId === null ? null : { id: ticket.assigneeId, name: ticket.assigneeName ?? '' },
    department: ticket.department,
    labels: ticket.labels,
    unanswered: ticket.unanswered,
    sending: ticket.sending as Sending,
    openedAt: ticket.openedAt.toString(),
    lastMessageAt: ticket.lastMessageAt.toString(),
    snoozedUntil: ticket.snoozedUntil?.toString() ?? null,
    waits: ticket.waitsFor && { for: ticket.waitsFor, until: ticket.waitsUntil?.toString() ?? null },
    storm: ticket.storm,
  }
}

function presentLastWord({ subject, snippet, lastWord }: ListedTicket): Pick<TicketRow, 'subject' | 'snippet' | 'folded'> {
  const folded = presentFold(lastWord)
  return folded ? { subject: null, snippet: '', folded } : { subject, snippet, folded }
}

export interface TicketParts {
  row: ListedTicket
  threads: ShownThread[]
  replyOptions: ReplyChoice[]
  decisions: TracedDecision[]
  rest: TicketRest
  gates: Gates
  abuse: TicketAbuse | null
  present: Present[]
}

export function presentTicket({ row, threads, replyOptions, decisions, rest, gates, abuse, present }: TicketParts): Ticket {
  const shown = presentTicketRow(row)
  return {
    ...shown,
    need: { ...shown.need, why: rest.needWhy.map(({ code, facts }) => ({ code, facts })) },
    threads: threads.map(({ id, network, visibility, account, subject }) => ({ id, network, visibility, account, subject })),
    replyOptions: replyOptions.map(presentReplyOption),
    trace: decisions.map(({ at, rule, facts }) => ({ at: at.toString(), rule, facts })),
    follows: rest.follows,
    leftReason: rest.leftReason,
    leaving: rest.leftReason === null ? null : readLeaving(rest.leftReason),
    present,
    gates: {
      consult: gates.consult.map(({ callee, name, state }) => ({ callee, name, state })),
      approve: gates.approve && { callee: gates.approve.callee, name: gates.approve.name },
    },
    allows: { gesture: rest.gesture && { give: rest.gesture.give, upTo: presentAmount(rest.gesture.upTo) }, remedyLimit: presentAmount(rest.remedyLimit) },
    abuse: abuse && { strikes: abuse.strikes, script: abuse.script, steps: [...abuse.steps], consequence: abuse.consequence },
  }
}

function presentAmount(amount: Amount | null | undefined): Ticket['allows']['remedyLimit'] {
  return amount ? { amount: amount.amount, currency: amount.currency } : null
}

function presentReplyOption({ visibility, network, account, to, threadId, answers, length, media, blocked }: ReplyChoice): Ticket['replyOptions'][number] {
  return {
    visibility,
    network,
    account: { id: account.id, handle: account.handle, name: account.name },
    to,
    threadId,
    answers,
    length: presentLength(length),
    media: media && { count: media.count, bytes: media.bytes, mime: media.mime },
    blocked,
  }
}

/** How a network counts a text. */
export function presentLength({ unit, max, maxBytes, link, shortMentions }: LengthRule): z.infer<typeof LengthSchema> {
  return { unit, max, maxBytes, link, shortMentions }
}
