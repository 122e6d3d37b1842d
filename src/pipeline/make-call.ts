import { retryAfter } from '../domain/backoff.ts'
import type { PageMeans } from '../domain/escalation.ts'
import { addJob } from '../storage/jobs.ts'
import { beginCall, insertCalls, readCall, settleCall, type CallToMake } from '../storage/page-calls.ts'
import { callByMail } from './page/by-mail.ts'
import { callByPush } from './page/by-push.ts'
import { callByWebhook } from './page/by-webhook.ts'
import type { CallOutcome, PageNeeds } from './page/needs.ts'

/** With the pauses between them some twenty minutes: by then the next of the chain was called. */
const MOST_ATTEMPTS = 8

const WAYS: Record<PageMeans, (needs: PageNeeds, call: CallToMake) => Promise<CallOutcome>> = {
  'e-mail': callByMail,
  push: callByPush,
  webhook: callByWebhook,
}

/**
 * One attempt to call one member by one means: load, send with no transaction open, record. Safe to run again at any point and twice at
 * once. What a crash interrupted is repeated once, under the same Message-ID, topic or id, and then left as unsure: the chain climbs on.
 */
export async function makeCall(needs: PageNeeds, callId: string): Promise<void> {
  const call = await readCall(needs.db, callId)
  if (!call || (call.state !== 'due' && call.state !== 'calling')) return
  const idle = idleEnd(call)
  if (idle) return settleCall(needs.db, callId, { state: idle, code: null, at: needs.now() })
  if (!(await beginCall(needs.db, call))) return
  await needs.checkpoint('call:before-send')
  const outcome = await attempt(needs, call)
  await needs.checkpoint('call:after-send')
  await settle(needs, call, outcome)
  await needs.checkpoint('call:recorded')
}

/** Reasons not to send anything at all. Nothing of a rehearsal leaves this machine: it shows on the screen. */
function idleEnd({ needed, rehearsal, state, repeats }: CallToMake): 'spared' | 'rehearsed' | 'unsure' | null {
  if (!needed) return 'spared'
  if (rehearsal) return 'rehearsed'
  return state === 'calling' && repeats > 0 ? 'unsure' : null
}

async function attempt(needs: PageNeeds, call: CallToMake): Promise<CallOutcome> {
  try {
    return await WAYS[call.by](needs, call)
  } catch (error) {
    needs.log.error({ call: call.id, by: call.by, err: error }, 'a call failed by a fault of ours')
    return { kind: 'try-later', code: 'our-fault' }
  }
}

async function settle(needs: PageNeeds, call: CallToMake, outcome: CallOutcome): Promise<void> {
  const at = needs.now()
  const spent = call.attempts + 1 >= MOST_ATTEMPTS
  await needs.db.transaction().execute(async (db) => {
    if (outcome.kind === 'try-later' && !spent) {
      await settleCall(db, call.id, { state: 'due', code: outcome.code, at })
      await addJob(db, 'make-call', { callId: call.id }, { key: `call:${call.id}`, runAt: retryAfter(at, call.attempts) })
      return
    }
    if (outcome.kind === 'unsure' && call.repeats === 0) {
      // Left as begun: whoever finds it so repeats it once.
      await addJob(db, 'make-call', { callId: call.id }, { key: `call:${call.id}`, runAt: retryAfter(at, 0) })
      return
    }
    await settleCall(db, call.id, { ...endOf(outcome), at })
    if (outcome.kind === 'failed' && outcome.code === 'no-browser') await callByMailInstead(needs, db, call)
  })
}

function endOf(outcome: CallOutcome): { state: 'sent' | 'failed' | 'unsure'; code: string | null } {
  if (outcome.kind === 'sent') return { state: 'sent', code: null }
  if (outcome.kind === 'unsure') return { state: 'unsure', code: null }
  return { state: 'failed', code: outcome.kind === 'failed' ? outcome.code : 'gave-up' }
}

/** Their last browser is gone: a call must not end there. Once, as any call of that step. */
async function callByMailInstead({ now }: PageNeeds, db: PageNeeds['db'], { pageId, step, member, agent, standsIn }: CallToMake): Promise<void> {
  await insertCalls(db, pageId, [{ step, memberId: member.id, by: 'e-mail', agent, standsIn, state: 'due' }], now())
}
