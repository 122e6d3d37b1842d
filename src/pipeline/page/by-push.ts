import { openEgress } from '../../platform/egress.ts'
import { sendPush, type Push, type PushEnd } from '../../platform/web-push.ts'
import type { CallToMake } from '../../storage/page-calls.ts'
import { forgetSubscriptions, subscriptionsOf } from '../../storage/push-subscriptions.ts'
import type { CallOutcome, PageNeeds } from './needs.ts'
import { pushKeys } from './push-keys.ts'
import { pageWords } from './words.ts'

/** After this long the chain has climbed on, and a call is old news. */
const TTL_SECONDS = 30 * 60

/** To every browser of the member's. A second push about a ticket takes the first one's place on the screen. */
export function callByPush(needs: PageNeeds, call: CallToMake): Promise<CallOutcome> {
  const { title, lines, link } = pageWords(call, needs.config.baseUrl)
  const topic = `ticket-${call.ticket.id}`
  return pushTo(needs, call.member.id, { payload: JSON.stringify({ title, body: lines.join('\n'), url: link, tag: topic }), topic, ttl: TTL_SECONDS })
}

/** Pushes to a member's browsers, and forgets those that are gone. One that took it is enough. */
export async function pushTo(needs: Pick<PageNeeds, 'db' | 'seal' | 'config'>, memberId: string, push: Push): Promise<CallOutcome> {
  const { db, seal, config } = needs
  const sender = {
    egress: openEgress({ allow: 'public', hosts: config.allowedHosts }),
    keys: await pushKeys(needs),
    subject: config.baseUrl.startsWith('https:') ? config.baseUrl : 'mailto:plaza@plaza.invalid',
  }
  const browsers = await subscriptionsOf(db, memberId)
  const ends = await Promise.all(browsers.map(({ endpoint, keys }) => sendPush(sender, { endpoint, keys: seal.open(keys) }, push)))
  await forgetSubscriptions(
    db,
    browsers.filter((_, n) => ends[n]!.kind === 'gone').map(({ id }) => id),
  )
  return best(ends)
}

/** A browser that took it outweighs all; one that may take it later outweighs those that never will. */
function best(ends: readonly PushEnd[]): CallOutcome {
  const later = ends.find((end) => end.kind === 'try-later')
  if (ends.some(({ kind }) => kind === 'sent')) return { kind: 'sent' }
  return later ?? ends.find((end) => end.kind === 'failed') ?? { kind: 'failed', code: 'no-browser' }
}
