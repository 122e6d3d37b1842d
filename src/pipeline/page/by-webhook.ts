import { openEgress } from '../../platform/egress.ts'
import { postHook } from '../../platform/webhook.ts'
import type { CallToMake } from '../../storage/page-calls.ts'
import { readPageWebhook } from '../../storage/page-webhooks.ts'
import type { CallOutcome, PageNeeds } from './needs.ts'
import { pageWords } from './words.ts'

/** To the workspace's own address for pages, signed: who is called, for what, and where it is answered. */
export async function callByWebhook({ db, seal, now, config }: PageNeeds, call: CallToMake): Promise<CallOutcome> {
  const hook = await readPageWebhook(db, call.workspace.id)
  if (!hook) return { kind: 'failed', code: 'no-webhook' }
  const egress = openEgress({ allow: 'public', hosts: config.allowedHosts })
  const body = JSON.stringify(told(call, config.baseUrl))
  return postHook(egress, { url: hook.url, secret: seal.open<string>(hook.secret), id: `call-${call.id}`, at: now(), body })
}

/** The same on every attempt. Described in docs/pages.md. */
function told(call: CallToMake, baseUrl: string) {
  const { title, lines, link } = pageWords(call, baseUrl)
  return {
    event: 'page',
    page: call.pageId,
    call: call.id,
    step: call.step,
    callee: call.callee,
    cause: call.cause,
    member: { name: call.member.name, email: call.member.email, calledAs: call.agent, standsIn: call.standsIn },
    ticket: {
      id: call.ticket.id,
      number: call.ticket.number,
      network: call.ticket.network,
      visibility: call.ticket.visibility,
      department: call.ticket.department,
    },
    title,
    text: lines.join('\n'),
    url: link,
    beganAt: call.beganAt.toString(),
  }
}
