import type { Outcome, Outgoing } from '../../domain/outgoing.ts'
import { EgressRefused } from '../../platform/egress.ts'
import type { Line } from '../network.ts'
import { composeMail } from './compose.ts'
import { addressLetter, asSent, type Letter } from './letter.ts'
import { limits } from './limits.ts'
import { smtpOutcome } from './outcome.ts'
import { fileCopy } from './sent-folder.ts'
import { mailSettings } from './servers.ts'
import { openSmtp, submit, type Smtp } from './smtp.ts'

/** One attempt: compose, submit, file a copy among the sent. A copy that can't be filed changes nothing about the sending. */
export async function sendMail(line: Line, out: Outgoing): Promise<Outcome> {
  const refused = refusal(out)
  if (refused) return refused
  const letter = addressLetter(line, out)
  if (!letter) return { kind: 'refused', code: 'recipient-unknown' }
  const source = await composeMail(out, line.account, { address: letter.to, messageId: letter.messageId }).catch(() => null)
  if (!source || (out.media.length > 0 && source.length > limits.mailBytes)) return { kind: 'refused', code: 'media-rejected' }
  const outcome = await handOver(line, letter, source)
  if (outcome.kind === 'refused' && outcome.code === 'too-long' && out.media.length > 0) return { ...outcome, code: 'media-rejected' }
  if (outcome.kind === 'sent') {
    await fileCopy(line, letter.messageId, source).catch((error) =>
      line.log.warn({ account: line.account.id, code: error?.code }, 'no copy filed among the sent'),
    )
  }
  return outcome
}

function refusal(out: Outgoing): Outcome | null {
  if (out.visibility !== 'private' || out.target.visibility !== 'private') return { kind: 'refused', code: 'visibility' }
  if (out.text.length > limits.text) return { kind: 'refused', code: 'too-long' }
  return out.media.length > limits.attachments ? { kind: 'refused', code: 'media-rejected' } : null
}

async function handOver(line: Line, letter: Letter, source: Buffer): Promise<Outcome> {
  const { smtp, user } = mailSettings(line.account)
  let connection: Smtp
  try {
    connection = await openSmtp(line, smtp, { user, password: line.credentials.password ?? '' })
  } catch (error) {
    if (error instanceof EgressRefused) return { kind: 'refused', code: 'rejected', detail: error.message }
    return smtpOutcome(error, false)
  }
  const end = await submit(connection, letter, source)
  connection.quit()
  return end.taken ? asSent(letter) : smtpOutcome(end.error, end.offered)
}
