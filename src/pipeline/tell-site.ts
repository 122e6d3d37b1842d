import { openEgress } from '../platform/egress.ts'
import { postHook } from '../platform/webhook.ts'
import { currentUpdate } from '../storage/incident-updates.ts'
import { readIncident } from '../storage/incidents.ts'
import { readPageWebhook } from '../storage/page-webhooks.ts'
import { siteOfIncident } from '../storage/incident-site.ts'
import type { PageNeeds } from './page/needs.ts'

/**
 * Posts an incident's state to the workspace's own address, signed, for the screens and printers of staff on site: no names, no private
 * words. The same state has the same id, however often it is posted. A rehearsal posts nothing. Described in docs/watch.md.
 */
export async function tellSite(needs: PageNeeds, incidentId: string): Promise<void> {
  const of = await siteOfIncident(needs.db, incidentId)
  if (!of || of.rehearsal) return
  const hook = await readPageWebhook(needs.db, of.workspaceId)
  if (!hook) return
  const incident = await readIncident(needs.db, of.workspaceId, incidentId)
  const update = await currentUpdate(needs.db, incidentId)
  const body = JSON.stringify({
    event: 'incident',
    incident: incident.id,
    number: incident.number,
    title: incident.siteTitle,
    state: incident.state,
    openedAt: incident.openedAt.toString(),
    closedAt: incident.closedAt?.toString() ?? null,
    mergedInto: incident.mergedInto,
    update: update && { texts: update.texts, at: update.settledAt?.toString() ?? null },
    url: `${needs.config.baseUrl}/api/v1/site/${incident.siteToken}`,
  })
  const egress = openEgress({ allow: 'public', hosts: needs.config.allowedHosts })
  const end = await postHook(egress, {
    url: hook.url,
    secret: needs.seal.open<string>(hook.secret),
    id: `incident-${incident.id}-${of.revision}`,
    at: needs.now(),
    body,
  })
  // The worker tries again, later and later, for some days.
  if (end.kind === 'failed') needs.log.warn({ incident: incident.id, code: end.code }, 'the page webhook did not take the state of an incident')
  if (end.kind === 'try-later') throw new Error(`the state of incident ${incident.id} could not be posted: ${end.code}`)
}
