import type { Outcome } from '../../domain/outgoing.ts'
import type { Line } from '../network.ts'
import { POSTS } from './choose-id.ts'
import { outcomeOf } from './failure.ts'
import { openSession } from './session.ts'
import { parsePostUri } from './uri.ts'

/** Takes a post of ours back; one that is gone already counts as taken back. A private message can only be hidden from ourselves, so it stays. */
export async function remove(line: Line, nativeId: string): Promise<Outcome> {
  const id = parsePostUri(nativeId)
  if (!id || id.did !== line.account.nativeId) return { kind: 'refused', code: 'rejected', detail: 'only our own posts can be taken back' }
  try {
    await openSession(line).agent.com.atproto.repo.deleteRecord({ repo: id.did, collection: POSTS, rkey: id.rkey })
    return { kind: 'sent', nativeId }
  } catch (error) {
    return outcomeOf(error)
  }
}
