import type { Outcome, Outgoing } from '../../domain/outgoing.ts'
import type { Line, OfficialAccount } from '../network.ts'
import { normalAddress } from './address.ts'
import { mintMessageId, ownNativeId, threadOf } from './message-id.ts'

/** The envelope of one message of ours: the same on every attempt, from the message alone. */
export interface Letter {
  nativeId: string
  from: string
  to: string
  thread: string
  /** Without brackets; proves thread and recipient to whoever holds the account's secret. */
  messageId: string
}

/** Null when the person has no address that mail could go to. */
export function addressLetter(line: Line, out: Outgoing): Letter | null {
  const to = normalAddress(out.target.to.nativeId)
  if (!to) return null
  const from = line.account.nativeId
  const nativeId = chooseMailId(out, line.account)
  const thread = isThread(out.target.threadId) ? out.target.threadId : threadOf(to, nativeId)
  const messageId = mintMessageId({ key: out.key, thread, to, from }, line.credentials.threadSecret ?? '')
  return { nativeId, from, to, thread, messageId }
}

export function chooseMailId(out: Pick<Outgoing, 'key'>, us: OfficialAccount): string {
  return ownNativeId(out.key, us.nativeId)
}

/** What the person's answer will name. */
export function asSent(letter: Letter): Extract<Outcome, { kind: 'sent' }> {
  return {
    kind: 'sent',
    nativeId: letter.nativeId,
    threadId: letter.thread,
    ref: { messageId: letter.messageId, references: [], to: [letter.to], threadId: letter.thread },
  }
}

function isThread(threadId: string | null): threadId is string {
  return threadId !== null && /^[\w-]{22}$/.test(threadId)
}
