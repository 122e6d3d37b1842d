import { isUnread, type Mailbox } from './address.ts'

/** Who truly wrote: `us` by the folder it lay in, `claimed` when somebody uses our address, or the person. */
export type Sender = { is: 'us' } | { is: 'claimed' | 'person'; mailbox: Mailbox } | { is: 'unknown' }

interface Signed {
  role: 'inbox' | 'sent'
  from: Mailbox[]
  replyTo: Mailbox[]
}

/**
 * Only the owner of a mailbox can put mail into its Sent folder, so what lies there is ours and nothing else is, whatever
 * it says. A form or a robot that nobody reads writes for whom it names in Reply-To; any other Reply-To is only noted,
 * since an answer must not go to another person than the one on the ticket.
 */
export function senderOf(mail: Signed, ourAddress: string): Sender {
  if (mail.role === 'sent') return { is: 'us' }
  const [from] = mail.from
  const [reply] = mail.replyTo
  if (!from) return { is: 'unknown' }
  const usesOurs = from.address === ourAddress
  if (reply && reply.address !== ourAddress && (usesOurs || isUnread(from.address))) return { is: 'person', mailbox: reply }
  return { is: usesOurs ? 'claimed' : 'person', mailbox: from }
}
