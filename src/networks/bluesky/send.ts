import type { Outcome, Outgoing } from '../../domain/outgoing.ts'
import type { Line } from '../network.ts'
import { outcomeOf } from './failure.ts'
import { findSent } from './find-sent.ts'
import { capabilities, isTooLong } from './limits.ts'
import { sendPrivate } from './send-private.ts'
import { sendPublic } from './send-public.ts'
import { openSession } from './session.ts'
import { parsePostUri } from './uri.ts'

/** One attempt. Never throws for what the network does. */
export async function send(line: Line, out: Outgoing): Promise<Outcome> {
  if (!mayBeSaid(out)) return { kind: 'refused', code: 'visibility', detail: 'a private matter is not posted' }
  const rule = capabilities.limits[out.visibility]
  if (rule && isTooLong(out.text, rule)) return { kind: 'refused', code: 'too-long' }
  try {
    const session = openSession(line)
    if (out.visibility === 'private') return await sendPrivate(session, out)
    const outcome = await sendPublic(session, line, out)
    return outcome.kind === 'refused' ? await unlessSentBefore(line, out, outcome) : outcome
  } catch (error) {
    return outcomeOf(error)
  }
}

/**
 * Posts are forever and for everybody. Beside the target's own word, its shape must be a public one: a conversation's id
 * can't become a post, whatever visibility somebody wrote next to it.
 */
function mayBeSaid({ visibility, target }: Outgoing): boolean {
  if (visibility === 'private') return true
  const addresses = [target.nativeId, target.threadId].filter((id) => id !== null)
  return target.visibility === 'public' && addresses.every((id) => parsePostUri(id) !== null) && !hasConvo(target.ref)
}

function hasConvo(ref: Outgoing['target']['ref']): boolean {
  return typeof ref === 'object' && ref !== null && 'convoId' in ref
}

/** The answer to an earlier attempt was lost and the world went on (a parent deleted since): what stands, stands. */
async function unlessSentBefore(line: Line, out: Outgoing, outcome: Outcome): Promise<Outcome> {
  const trace = await findSent(line, out)
  return trace.kind === 'sent' ? trace : outcome
}
