import type { MessageItem, ReplyOption, Ticket } from '../contract.ts'

/** One way of speaking: a note to colleagues, or one of the ways the server offers. */
export type Mode = { kind: 'note' } | { kind: 'reply'; option: ReplyOption }

export function modeKey(mode: Mode): string {
  return mode.kind === 'note' ? 'note' : optionKey(mode.option)
}

export function optionKey({ visibility, network, account, threadId }: ReplyOption): string {
  return `${visibility}.${network}.${account.id}.${threadId ?? 'new'}`
}

/** Where words of ours were said, or would have been. */
export interface Spoken extends Pick<MessageItem, 'visibility' | 'network' | 'threadId'> {
  account: { id: string } | null
}

/** The same way of speaking that earlier words of ours used. */
export function keyOfMessage(message: Spoken): string {
  return `${message.visibility}.${message.network}.${message.account?.id ?? ''}.${message.threadId ?? 'new'}`
}

/** A world on a network, to somebody: one choice of the first line. Who of us speaks, and in which thread, is chosen inside it. */
export function worldKey({ visibility, network, to }: ReplyOption): string {
  return `${visibility}.${network}.${to}`
}

export function worldsOf(ticket: Ticket): ReplyOption[][] {
  return [...Map.groupBy(ticket.replyOptions, worldKey).values()]
}

/**
 * Where the composer starts: in the world of their latest message, on its network. What came in private is never answered in public
 * by default: when it can't be answered in private, it starts as a note.
 */
export function firstMode(ticket: Ticket): Mode {
  const same = ticket.replyOptions.filter(({ visibility, blocked }) => visibility === ticket.visibility && blocked === null)
  const option = same.find(({ network }) => network === ticket.network) ?? same[0]
  if (option) return { kind: 'reply', option }
  const inPrivate = ticket.replyOptions.find(({ visibility, blocked }) => visibility === 'private' && blocked === null)
  return inPrivate ? { kind: 'reply', option: inPrivate } : { kind: 'note' }
}

/** The other world, for `h`: by the same account if it can, else on the same network. */
export function otherWorld(ticket: Ticket, mode: Mode): Mode | null {
  const from = mode.kind === 'reply' ? mode.option : null
  const wanted = from?.visibility === 'public' ? 'private' : 'public'
  const open = ticket.replyOptions.filter(({ visibility, blocked }) => visibility === wanted && blocked === null)
  const option = nearest(open, from)
  return option ? { kind: 'reply', option } : null
}

/** Of some ways of speaking, the one most like another. */
export function nearest(options: readonly ReplyOption[], from: ReplyOption | null): ReplyOption | undefined {
  return options.find(({ account }) => account.id === from?.account.id) ?? options.find(({ network }) => network === from?.network) ?? options[0]
}
