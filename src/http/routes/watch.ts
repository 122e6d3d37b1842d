import { declarePeer, forgetPeer, readComparison } from '../comparison.ts'
import { ById, Done } from '../contract/common.ts'
import * as Compare from '../contract/comparison.ts'
import * as I from '../contract/incidents.ts'
import { ByToken } from '../contract/lists.ts'
import * as L from '../contract/look-alikes.ts'
import * as Pr from '../contract/presence.ts'
import * as Storm from '../contract/storms.ts'
import {
  approveIncidentUpdate,
  changeIncident,
  listIncidents,
  mergeIncident,
  openTicketIncident,
  previewIncidentUpdate,
  readSite,
  readTicketIncident,
  retryIncidentUpdate,
  returnIncidentUpdate,
  seeIncident,
  settleIncidentMembers,
  splitIncident,
  writeIncidentUpdate,
} from '../incidents.ts'
import {
  changeRegister,
  countUrgentLookAlikes,
  judgeLookAlike,
  listLookAlikes,
  listTicketLookAlikes,
  readLookAlikeEvidence,
  readPicture,
  readRegister,
  reportLookAlike,
  sayLookAlikeGone,
  warnOfLookAlike,
} from '../look-alikes.ts'
import { listSayings, readMouth, readPresence, takeSilenceAlarm } from '../presence.ts'
import { route, type Route } from '../route.ts'
import {
  changeStormRoom,
  closeStormRoom,
  listStorms,
  openStormRoom,
  readStorm,
  readTicketStorm,
  settleStormStatement,
  settleStormTask,
  writeInStormRoom,
} from '../storms.ts'

/** What no single ticket shows: storms, incidents, look-alikes, silence, others in public. */
export const WATCH_ROUTES: readonly Route[] = [
  route({ at: 'GET /incidents', may: 'watch.read', query: I.IncidentsQuery, answer: I.IncidentPage, run: listIncidents }),
  route({ at: 'POST /incidents', may: 'ticket.work', body: I.IncidentBody, answer: I.IncidentSeen, run: openTicketIncident }),
  route({ at: 'GET /incidents/:id', may: 'watch.read', params: ById, answer: I.IncidentSeen, run: seeIncident }),
  route({ at: 'PATCH /incidents/:id', may: 'ticket.work', params: ById, body: I.IncidentPatch, answer: I.IncidentSeen, run: changeIncident }),
  route({ at: 'PUT /incidents/:id/members', may: 'ticket.work', params: ById, body: I.MembersBody, answer: I.IncidentSeen, run: settleIncidentMembers }),
  route({ at: 'POST /incidents/:id/split', may: 'ticket.work', params: ById, body: I.SplitBody, answer: I.IncidentSeen, run: splitIncident }),
  route({ at: 'POST /incidents/:id/merge', may: 'ticket.work', params: ById, body: I.MergeBody, answer: I.IncidentSeen, run: mergeIncident }),
  route({ at: 'POST /incidents/:id/preview', may: 'ticket.reply', params: ById, body: I.PreviewBody, answer: I.Preview, run: previewIncidentUpdate }),
  route({ at: 'POST /incidents/:id/updates', may: 'ticket.reply', params: ById, body: I.UpdateBody, answer: I.IncidentSeen, run: writeIncidentUpdate }),
  route({ at: 'POST /incident-updates/:id/approval', may: 'incident.approve', params: ById, answer: Done, run: approveIncidentUpdate }),
  route({ at: 'POST /incident-updates/:id/return', may: 'incident.approve', params: ById, body: I.ReturnedBody, answer: Done, run: returnIncidentUpdate }),
  route({ at: 'POST /incident-updates/:id/retry', may: 'ticket.reply', params: ById, answer: Done, run: retryIncidentUpdate }),
  route({ at: 'GET /tickets/:id/incident', may: 'ticket.read', params: ById, answer: I.TicketIncident, run: readTicketIncident }),
  route({ at: 'GET /site/:token', may: 'anyone', params: ByToken, perMinute: 60, run: readSite }),

  route({ at: 'GET /tickets/:id/storm', may: 'ticket.read', params: ById, answer: Storm.TicketStorm, run: readTicketStorm }),
  route({ at: 'GET /storms', may: 'watch.read', answer: Storm.Storms, run: listStorms }),
  route({ at: 'POST /storms', may: 'storm.lead', body: Storm.StormBody, answer: Storm.StormRoom, run: openStormRoom }),
  route({ at: 'GET /storms/:id', may: 'watch.read', params: ById, answer: Storm.StormRoom, run: readStorm }),
  route({ at: 'PATCH /storms/:id', may: 'storm.lead', params: ById, body: Storm.StormPatch, answer: Storm.StormRoom, run: changeStormRoom }),
  route({ at: 'POST /storms/:id/entries', may: 'ticket.note', params: ById, body: Storm.StormEntryBody, answer: Storm.StormRoom, run: writeInStormRoom }),
  route({ at: 'POST /storms/:id/closing', may: 'storm.lead', params: ById, body: Storm.StormClosing, answer: Storm.StormRoom, run: closeStormRoom }),
  route({ at: 'PUT /storm-tasks/:id', may: 'ticket.note', params: ById, body: Storm.TaskBody, answer: Storm.StormRoom, run: settleStormTask }),
  route({ at: 'PUT /storm-statements/:id', may: 'storm.lead', params: ById, body: Storm.StatementBody, answer: Storm.StormRoom, run: settleStormStatement }),

  route({ at: 'GET /presence', may: 'watch.read', answer: Pr.Presence, run: readPresence }),
  route({ at: 'PUT /presence/alarms/:id/taking', may: 'ticket.reply', params: ById, answer: Done, run: takeSilenceAlarm }),
  route({ at: 'GET /word-of-mouth', may: 'watch.read', answer: Pr.Mouth, run: readMouth }),
  route({ at: 'GET /word-of-mouth/sayings', may: 'watch.read', query: Pr.MouthQuery, answer: Pr.MouthPage, run: listSayings }),
  route({ at: 'GET /comparison', may: 'watch.read', answer: Compare.Comparison, run: readComparison }),
  route({ at: 'POST /comparison/peers', may: 'peer.declare', body: Compare.PeerBody, answer: Compare.PeerDeclared, perMinute: 20, run: declarePeer }),
  route({ at: 'DELETE /comparison/peers/:id', may: 'peer.declare', params: ById, answer: Done, run: forgetPeer }),
  route({ at: 'GET /look-alikes', may: 'watch.read', query: L.LookAlikesQuery, answer: L.LookAlikePage, run: listLookAlikes }),
  route({ at: 'GET /look-alikes/urgent', may: 'watch.read', answer: L.UrgentLookAlikes, run: countUrgentLookAlikes }),
  route({ at: 'GET /tickets/:id/look-alikes', may: 'ticket.read', params: ById, answer: L.LookAlikes, run: listTicketLookAlikes }),
  route({ at: 'PUT /look-alikes/:id/verdict', may: 'ticket.work', params: ById, body: L.RulingBody, answer: L.LookAlike, run: judgeLookAlike }),
  route({ at: 'PUT /look-alikes/:id/report', may: 'ticket.work', params: ById, answer: L.LookAlike, run: reportLookAlike }),
  route({ at: 'PUT /look-alikes/:id/end', may: 'ticket.work', params: ById, body: L.GoneBody, answer: L.LookAlike, run: sayLookAlikeGone }),
  route({
    at: 'POST /look-alikes/:id/warnings',
    may: 'ticket.work',
    params: ById,
    body: L.WarnBody,
    answer: L.WarnedTickets,
    perMinute: 30,
    run: warnOfLookAlike,
  }),
  route({ at: 'GET /look-alikes/:id/evidence', may: 'ticket.work', params: ById, perMinute: 30, run: readLookAlikeEvidence }),
  route({ at: 'GET /pictures/:id', may: 'watch.read', params: ById, run: readPicture }),
  route({ at: 'GET /register', may: 'account.read', answer: L.Register, run: readRegister }),
  route({ at: 'PUT /register', may: 'account.manage', body: L.RegisterBody, answer: L.Register, run: changeRegister }),
]
