import type { TaskList } from 'graphile-worker'
import { callOverdue } from '../pipeline/call-overdue.ts'
import { climbPage } from '../pipeline/climb-page.ts'
import { openRuledComplaint, type ComplaintNeeds } from '../pipeline/complain-by-rule.ts'
import { deliverReply, type DeliverNeeds } from '../pipeline/deliver-reply.ts'
import { giveAftercare } from '../pipeline/give-aftercare.ts'
import { giveOutWork } from '../pipeline/give-out-work.ts'
import { keepClocks, type ClockNeeds } from '../pipeline/keep-clocks.ts'
import { makeCall } from '../pipeline/make-call.ts'
import { followUpPraise, followUpSolved } from '../pipeline/plan-aftercare.ts'
import type { PageNeeds } from '../pipeline/page/needs.ts'
import { remindOfConsultation } from '../pipeline/remind-of-consultation.ts'
import { relearnAll } from '../pipeline/relearn.ts'
import { runAudit } from '../pipeline/run-audit.ts'
import type { IncidentWatch } from '../watch/follow-incidents.ts'
import { soundSilence } from '../pipeline/sound-silence.ts'
import { suggestMeanings, type SuggestNeeds } from '../pipeline/suggest-meanings.ts'
import { tellIncident, type TellIncidentNeeds } from '../pipeline/tell-incident.ts'
import { tellSite } from '../pipeline/tell-site.ts'
import { takeOver } from '../pipeline/take-over.ts'
import { tellClosed, type TellNeeds } from '../pipeline/tell-closed.ts'
import { wakeTicket } from '../pipeline/wake.ts'
import { watchStorms, type StormNeeds } from '../watch/watch-storms.ts'
import { mendAftercareJobs } from '../storage/aftercare.ts'
import { mendDeadlineJobs } from '../storage/deadlines.ts'
import { mendDeliveryJobs } from '../storage/jobs.ts'
import { mendPageJobs } from '../storage/mend-page-jobs.ts'
import { pruneEarlyChanges } from '../storage/message-writes.ts'
import { settleComplaints } from '../storage/settle-complaints.ts'
import { pruneVolume } from '../storage/volume.ts'
import { pruneUploads } from '../storage/uploads.ts'
import { keepComparison } from '../watch/comparison/compare.ts'
import type { PeerNeeds } from '../watch/comparison/read-peers.ts'
import { followLookAlikes } from '../watch/follow-look-alikes.ts'
import { lookAtPictures, type PictureNeeds } from '../watch/look-alike-pictures.ts'
import { lookUpLookAlikes } from '../watch/look-up-look-alikes.ts'
import { watchSilence } from '../watch/silence/watch-silence.ts'

/** Name → verb. Payloads are ids: a job reads the facts when it runs. */
export function taskTable(
  needs: DeliverNeeds &
    StormNeeds &
    PageNeeds &
    ComplaintNeeds &
    ClockNeeds &
    TellNeeds &
    SuggestNeeds &
    TellIncidentNeeds &
    PeerNeeds & { incidents: IncidentWatch; lines: Pick<PictureNeeds, 'reach'> },
): TaskList {
  return {
    'deliver-reply': (payload) => deliverReply(needs, idIn(payload, 'messageId')),
    'call-overdue': (payload) => callOverdue(needs, idIn(payload, 'workspaceId')),
    'climb-page': (payload) => climbPage(needs, idIn(payload, 'pageId')),
    'make-call': (payload) => makeCall(needs, idIn(payload, 'callId')),
    'wake-ticket': (payload) => wakeTicket(needs, idIn(payload, 'ticketId')),
    'take-over': (payload) => takeOver(needs.db, idIn(payload, 'ticketId')),
    'follow-up-solved': (payload) => followUpSolved(needs, { workspaceId: idIn(payload, 'workspaceId'), ticketId: idIn(payload, 'ticketId') }),
    'follow-up-praise': (payload) =>
      followUpPraise(needs, { workspaceId: idIn(payload, 'workspaceId'), ticketId: idIn(payload, 'ticketId'), messageId: idIn(payload, 'messageId') }),
    'give-aftercare': (payload) => giveAftercare(needs, { workspaceId: idIn(payload, 'workspaceId'), aftercareId: idIn(payload, 'aftercareId') }),
    'give-out-work': (payload) => giveOutWork(needs.db, idIn(payload, 'workspaceId'), needs.now()),
    'remind-of-consultation': (payload) => remindOfConsultation(needs, idIn(payload, 'consultationId')),
    'mend-delivery-jobs': () => mendDeliveryJobs(needs.db),
    'mend-page-jobs': () => mendPageJobs(needs.db),
    'mend-deadline-jobs': () => mendDeadlineJobs(needs.db),
    'mend-aftercare-jobs': () => mendAftercareJobs(needs.db),
    'prune-early-changes': () => pruneEarlyChanges(needs.db),
    'prune-uploads': () => pruneUploads(needs.db),
    'open-complaint': (payload) => openRuledComplaint(needs, { ticketId: idIn(payload, 'ticketId'), messageId: idIn(payload, 'messageId') }),
    'settle-complaints': () => settleComplaints(needs.db, null),
    'tell-closed': (payload) => tellClosed(needs, { workspaceId: idIn(payload, 'workspaceId'), messageIds: idsIn(payload, 'messageIds') }),
    'keep-clocks': () => keepClocks(needs),
    'follow-incidents': () => needs.incidents.follow(),
    'tell-incident': (payload) => tellIncident(needs, idIn(payload, 'incidentId')),
    'tell-site': (payload) => tellSite(needs, idIn(payload, 'incidentId')),
    'follow-look-alikes': () => followLookAlikes(needs),
    'look-up-look-alikes': () => lookUpLookAlikes(needs),
    'look-at-pictures': () => lookAtPictures({ ...needs, reach: needs.lines.reach }),
    'watch-storms': () => watchStorms(needs),
    'prune-volume': () => pruneVolume(needs.db, needs.now()),
    'run-audit': () => runAudit(needs),
    relearn: () => relearnAll(needs.db),
    'suggest-meanings': () => suggestMeanings(needs),
    'keep-comparison': () => keepComparison(needs),
    'watch-silence': () => watchSilence(needs),
    'sound-silence': (payload) => soundSilence(needs, idIn(payload, 'alarmId')),
  }
}

/** Minute, hour, day, month, weekday (UTC) and the task; a line each. */
export const SCHEDULE = `
* * * * * keep-clocks
* * * * * follow-look-alikes
*/10 * * * * look-up-look-alikes ?queue=look-up-look-alikes&jobKey=look-up-look-alikes&max=1
* * * * * look-at-pictures ?queue=look-at-pictures&jobKey=look-at-pictures&max=1
* * * * * follow-incidents
*/10 * * * * mend-delivery-jobs
*/10 * * * * mend-page-jobs
*/10 * * * * mend-deadline-jobs
*/10 * * * * mend-aftercare-jobs
*/5 * * * * settle-complaints
*/5 * * * * watch-silence
*/5 * * * * keep-comparison ?queue=keep-comparison&jobKey=keep-comparison&max=1
17 3 * * * prune-early-changes
27 3 * * * prune-uploads
* * * * * watch-storms ?queue=watch-storms&jobKey=watch-storms&max=1
57 3 * * * prune-volume
37 3 * * * run-audit
47 3 * * * relearn
* * * * * suggest-meanings ?queue=suggest-meanings&jobKey=suggest-meanings&max=1
`

function idsIn(payload: unknown, name: string): string[] {
  const values = typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>)[name] : undefined
  if (!Array.isArray(values)) throw new TypeError(`a job without ${name}`)
  return values.map(String)
}

function idIn(payload: unknown, name: string): string {
  const value = typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>)[name] : undefined
  if (typeof value !== 'string') throw new TypeError(`a job without ${name}`)
  return value
}
