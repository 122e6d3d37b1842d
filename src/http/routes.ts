import { changeAccount, connectAccount, declareAccount, listAccounts, listNetworks, reconnectAccount, removeAccount, testAccount } from './accounts.ts'
import { handTicketOn, readAbuse } from './abuse.ts'
import { approveReply, returnReply, withdrawReply } from './approvals.ts'
import { proveAudit, readAudit } from './audit.ts'
import { answerConsultation, consultColleagues, listCallees, withdrawConsultation } from './consultations.ts'
import { AbuseReceived, HandOnBody } from './contract/abuse.ts'
import { ApprovalItem, ApproveBody, ReturnBody } from './contract/approvals.ts'
import {
  changeAbilities,
  changeAssignmentWay,
  changeOwnLanguages,
  listAssignmentWays,
  listAvailability,
  sayDutyOf,
  sayOwnDuty,
  takeNextTicket,
} from './availability.ts'
import { AuditSchema } from './contract/audit.ts'
import {
  changeComplaint,
  exportComplaints,
  listComplaints,
  listLaws,
  listTicketComplaints,
  openTicketComplaint,
  readReceiptWords,
  sendComplaintReceipt,
} from './complaints.ts'
import { declarePeer, forgetPeer, readComparison } from './comparison.ts'
import * as Compare from './contract/comparison.ts'
import * as C from './contract/complaints.ts'
import * as A from './contract/availability.ts'
import { ById, Done } from './contract/common.ts'
import { AnswerBody, Callees, ConsultationBody, ConsultationItem } from './contract/consultations.ts'
import * as H from './contract/handover.ts'
import * as I from './contract/incidents.ts'
import { ByMedia, ByToken, PageOnly, WordList } from './contract/lists.ts'
import * as L from './contract/look-alikes.ts'
import * as M from './contract/manual.ts'
import { CorrectionBody } from './contract/meaning.ts'
import * as Pr from './contract/presence.ts'
import * as P from './contract/promises.ts'
import * as Page from './contract/pages.ts'
import * as Storm from './contract/storms.ts'
import * as T from './contract/tickets.ts'
import * as W from './contract/workspace.ts'
import { assignTicket, labelTicket, leaveTicket, moveTicket, reopenTicket, resolveTicket, snoozeTicket, wakeTicket } from './desk.ts'
import { completeFirstRun, readFirstRun } from './first-run.ts'
import { readHandover, removeShiftNote, writeShiftNote } from './handover.ts'
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
} from './incidents.ts'
import { followLive } from './live.ts'
import { changeMe, readMe, switchWorkspace } from './me.ts'
import {
  changeRegister,
  countUrgentLookAlikes,
  judgeLookAlike,
  listLookAlikes,
  listTicketLookAlikes,
  readLookAlikeEvidence,
  readRegister,
  reportLookAlike,
  sayLookAlikeGone,
  warnOfLookAlike,
} from './look-alikes.ts'
import {
  checkManualText,
  dropDraft,
  explainTicketOfNumber,
  keepManualDraft,
  listManualVersions,
  publishManualText,
  readManual,
  restoreManualVersion,
  seeManualVersion,
  simulateManualText,
} from './manual.ts'
import { correctMessage } from './meanings.ts'
import { keepUpload, readMedia } from './media.ts'
import { acceptInvitation, changeMember, inviteMember, listMembers, seeInvitation, withdrawInvitation } from './members.ts'
import { handTicket, readClocks, readPromises, takeTicketBack } from './promises.ts'
import { allowBrowser, changeQuietHours, forgetBrowser, readNotifications, testPage } from './notifications.ts'
import { dropPageWebhook, listPages, listTicketPages, readPageHealth, readPageWebhook, setPageWebhook, takePage } from './pages.ts'
import { readPerson } from './people.ts'
import { listSayings, readMouth, readPresence, takeSilenceAlarm } from './presence.ts'
import { route, type Route } from './route.ts'
import { removeMessage, replyToTicket, retryMessage, settleMessage, tellPresence, undoMessage, writeCall, writeNote } from './sayings.ts'
import { listScripts } from './scripts.ts'
import { search } from './search.ts'
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
} from './storms.ts'
import { listDepartments, listLabels, listTickets, readTicket, readTimeline } from './tickets.ts'
import { discardQuarantined, listApiKeys, listQuarantine, makeApiKey, playRehearsal, readRehearsal, replayQuarantined, revokeApiKey } from './upkeep.ts'
import { changeView, listViews, removeView, saveView } from './views.ts'

/** The whole API under /api/v1, on one page. Authorization, the OpenAPI description and the permission walk are made of it. */
export const ROUTES: readonly Route[] = [
  route({ at: 'GET /first-run', may: 'anyone', answer: W.FirstRunState, run: readFirstRun }),
  route({ at: 'POST /first-run', may: 'anyone', body: W.FirstRunBody, answer: W.Me, perMinute: 10, run: completeFirstRun }),
  route({ at: 'GET /me', may: 'member', answer: W.Me, run: readMe }),
  route({ at: 'PATCH /me', may: 'member', body: W.MePatch, answer: W.Me, run: changeMe }),
  route({ at: 'PUT /me/workspace', may: 'member', body: W.WorkspaceBody, answer: W.Me, run: switchWorkspace }),

  route({ at: 'GET /live', may: 'ticket.read', run: followLive }),
  route({ at: 'GET /views', may: 'ticket.read', answer: W.Views, run: listViews }),
  route({ at: 'POST /views', may: 'view.save', body: W.ViewBody, answer: W.View, run: saveView }),
  route({ at: 'PUT /views/:id', may: 'view.save', params: ById, body: W.ViewBody, answer: W.View, run: changeView }),
  route({ at: 'DELETE /views/:id', may: 'view.save', params: ById, answer: Done, run: removeView }),
  route({ at: 'GET /search', may: 'ticket.read', query: T.SearchQuery, answer: T.SearchPage, run: search }),
  route({ at: 'GET /people/:id', may: 'person.read', params: ById, answer: W.PersonSchema, run: readPerson }),
  route({ at: 'GET /labels', may: 'ticket.read', answer: WordList, run: listLabels }),
  route({ at: 'GET /departments', may: 'ticket.read', answer: WordList, run: listDepartments }),

  route({ at: 'GET /availability', may: 'member.read', answer: A.Availabilities, run: listAvailability }),
  route({ at: 'PATCH /availability/:id', may: 'agent.manage', params: ById, body: A.AbilitiesPatch, answer: A.Availability, run: changeAbilities }),
  route({ at: 'PUT /availability/:id/duty', may: 'agent.manage', params: ById, body: A.DutyBody, answer: A.DutySaid, run: sayDutyOf }),
  route({ at: 'PUT /me/duty', may: 'ticket.work', body: A.DutyBody, answer: A.DutySaid, run: sayOwnDuty }),
  route({ at: 'PUT /me/languages', may: 'ticket.work', body: A.OwnLanguages, answer: A.Availability, run: changeOwnLanguages }),
  route({ at: 'GET /assignment', may: 'member.read', answer: A.AssignmentWays, run: listAssignmentWays }),
  route({ at: 'PUT /assignment', may: 'agent.manage', body: A.WayBody, answer: A.AssignmentWays, run: changeAssignmentWay }),
  route({ at: 'GET /handover', may: 'ticket.read', query: H.HandoverQuery, answer: H.Handover, run: readHandover }),
  route({ at: 'POST /handover/notes', may: 'ticket.note', body: H.ShiftNoteBody, answer: Done, run: writeShiftNote }),
  route({ at: 'DELETE /handover/notes/:id', may: 'ticket.note', params: ById, answer: Done, run: removeShiftNote }),
  route({ at: 'POST /tickets/next', may: 'ticket.work', answer: A.NextTicket, run: takeNextTicket }),

  route({ at: 'GET /tickets', may: 'ticket.read', query: T.TicketsQuery, answer: T.TicketPage, run: listTickets }),
  route({ at: 'GET /tickets/:id', may: 'ticket.read', params: ById, answer: T.Ticket, run: readTicket }),
  route({ at: 'GET /tickets/:id/timeline', may: 'ticket.read', params: ById, query: PageOnly, answer: T.Timeline, run: readTimeline }),
  route({ at: 'GET /tickets/:id/clocks', may: 'ticket.read', params: ById, answer: P.TicketClocks, run: readClocks }),
  route({ at: 'PUT /tickets/:id/company', may: 'ticket.work', params: ById, body: P.CompanyBody, answer: P.TicketClocks, run: handTicket }),
  route({ at: 'DELETE /tickets/:id/company', may: 'ticket.work', params: ById, answer: P.TicketClocks, run: takeTicketBack }),
  route({ at: 'PUT /tickets/:id/presence', may: 'ticket.read', params: ById, body: T.PresenceBody, answer: Done, run: tellPresence }),
  route({ at: 'POST /tickets/:id/notes', may: 'ticket.note', params: ById, body: T.NoteBody, answer: T.NoteItem, run: writeNote }),
  route({ at: 'POST /tickets/:id/calls', may: 'ticket.work', params: ById, body: T.CallBody, answer: T.MessageItem, run: writeCall }),
  route({ at: 'PUT /tickets/:id/assignment', may: 'ticket.work', params: ById, body: T.AssignmentBody, answer: T.TicketRow, run: assignTicket }),
  route({ at: 'PUT /tickets/:id/department', may: 'ticket.work', params: ById, body: T.DepartmentBody, answer: T.TicketRow, run: moveTicket }),
  route({ at: 'PUT /tickets/:id/labels', may: 'ticket.work', params: ById, body: T.LabelsBody, answer: T.TicketRow, run: labelTicket }),
  route({ at: 'PUT /tickets/:id/resolution', may: 'ticket.work', params: ById, answer: T.TicketRow, run: resolveTicket }),
  route({ at: 'DELETE /tickets/:id/resolution', may: 'ticket.work', params: ById, answer: T.TicketRow, run: reopenTicket }),
  route({ at: 'PUT /tickets/:id/leaving', may: 'ticket.work', params: ById, body: T.LeavingBody, answer: T.TicketRow, run: leaveTicket }),
  route({ at: 'PUT /tickets/:id/snooze', may: 'ticket.work', params: ById, body: T.SnoozeBody, answer: T.TicketRow, run: snoozeTicket }),
  route({ at: 'DELETE /tickets/:id/snooze', may: 'ticket.work', params: ById, answer: T.TicketRow, run: wakeTicket }),

  route({ at: 'POST /tickets/:id/handing-on', may: 'ticket.work', params: ById, body: HandOnBody, answer: T.TicketRow, run: handTicketOn }),
  route({ at: 'GET /abuse', may: 'abuse.count', answer: AbuseReceived, run: readAbuse }),

  route({ at: 'GET /callees', may: 'ticket.note', answer: Callees, run: listCallees }),
  route({
    at: 'POST /tickets/:id/consultations',
    may: 'ticket.note',
    params: ById,
    body: ConsultationBody,
    answer: ConsultationItem,
    run: consultColleagues,
  }),
  route({ at: 'POST /consultations/:id/answer', may: 'ticket.note', params: ById, body: AnswerBody, answer: ConsultationItem, run: answerConsultation }),
  route({ at: 'POST /consultations/:id/withdrawal', may: 'ticket.note', params: ById, answer: ConsultationItem, run: withdrawConsultation }),
  route({ at: 'POST /approvals/:id/approval', may: 'ticket.reply', params: ById, body: ApproveBody, answer: ApprovalItem, run: approveReply }),
  route({ at: 'POST /approvals/:id/return', may: 'ticket.reply', params: ById, body: ReturnBody, answer: ApprovalItem, run: returnReply }),
  route({ at: 'POST /approvals/:id/withdrawal', may: 'ticket.reply', params: ById, answer: ApprovalItem, run: withdrawReply }),

  route({ at: 'POST /tickets/:id/replies', may: 'ticket.reply', params: ById, body: T.ReplyBody, answer: T.ReplyQueued, run: replyToTicket }),
  route({ at: 'GET /tickets/:id/scripts', may: 'ticket.reply', params: ById, query: M.ScriptsQuery, answer: M.Scripts, run: listScripts }),
  route({ at: 'POST /messages/:id/undo', may: 'ticket.reply', params: ById, answer: T.MessageItem, run: undoMessage }),
  route({ at: 'POST /messages/:id/retry', may: 'ticket.reply', params: ById, answer: T.MessageItem, run: retryMessage }),
  route({ at: 'POST /messages/:id/settlement', may: 'ticket.reply', params: ById, body: T.SettleBody, answer: T.MessageItem, run: settleMessage }),
  route({ at: 'PUT /messages/:id/meaning', may: 'ticket.work', params: ById, body: CorrectionBody, answer: T.MessageItem, run: correctMessage }),
  route({ at: 'DELETE /messages/:id', may: 'ticket.reply', params: ById, answer: T.MessageItem, run: removeMessage }),
  route({ at: 'GET /messages/:id/media/:n', may: 'ticket.read', params: ByMedia, run: readMedia }),
  route({ at: 'POST /uploads', may: 'ticket.reply', answer: T.Upload, perMinute: 30, run: keepUpload }),

  route({ at: 'GET /laws', may: 'ticket.read', answer: C.Laws, run: listLaws }),
  route({ at: 'GET /tickets/:id/complaints', may: 'ticket.read', params: ById, answer: C.TicketComplaints, run: listTicketComplaints }),
  route({ at: 'POST /tickets/:id/complaints', may: 'ticket.work', params: ById, body: C.ComplaintBody, answer: C.Complaint, run: openTicketComplaint }),
  route({ at: 'GET /complaints', may: 'ticket.read', query: C.ComplaintsQuery, answer: C.ComplaintPage, run: listComplaints }),
  route({ at: 'GET /complaints/export', may: 'complaint.export', query: C.ComplaintExport, perMinute: 10, run: exportComplaints }),
  route({ at: 'PATCH /complaints/:id', may: 'ticket.work', params: ById, body: C.ComplaintPatch, answer: C.Complaint, run: changeComplaint }),
  route({ at: 'GET /complaints/:id/receipt', may: 'ticket.read', params: ById, answer: C.ReceiptWords, run: readReceiptWords }),
  route({ at: 'POST /complaints/:id/receipt', may: 'ticket.reply', params: ById, body: C.ReceiptBody, answer: C.Complaint, run: sendComplaintReceipt }),

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

  route({ at: 'GET /networks', may: 'account.read', answer: W.Networks, run: listNetworks }),
  route({ at: 'GET /accounts', may: 'account.read', answer: W.Accounts, run: listAccounts }),
  route({ at: 'POST /accounts', may: 'account.manage', body: W.ConnectBody, answer: W.AccountSchema, run: connectAccount }),
  route({ at: 'POST /accounts/declared', may: 'account.manage', body: W.DeclareBody, answer: W.AccountSchema, run: declareAccount }),
  route({ at: 'POST /accounts/:id/reconnection', may: 'account.manage', params: ById, body: W.ReconnectBody, answer: W.AccountSchema, run: reconnectAccount }),
  route({ at: 'POST /accounts/:id/test', may: 'account.manage', params: ById, answer: W.AccountSchema, run: testAccount }),
  route({ at: 'PATCH /accounts/:id', may: 'account.manage', params: ById, body: W.AccountPatch, answer: W.AccountSchema, run: changeAccount }),
  route({ at: 'DELETE /accounts/:id', may: 'account.manage', params: ById, answer: Done, run: removeAccount }),

  route({ at: 'GET /members', may: 'member.read', answer: W.Members, run: listMembers }),
  route({ at: 'PATCH /members/:id', may: 'member.manage', params: ById, body: W.MemberPatch, answer: W.Member, run: changeMember }),
  route({ at: 'POST /invitations', may: 'member.manage', body: W.InvitationBody, answer: W.InvitationMade, run: inviteMember }),
  route({ at: 'DELETE /invitations/:id', may: 'member.manage', params: ById, answer: Done, run: withdrawInvitation }),
  route({ at: 'GET /invitations/:token', may: 'anyone', params: ByToken, answer: W.InvitationSeen, perMinute: 30, run: seeInvitation }),
  route({
    at: 'POST /invitations/:token/acceptance',
    may: 'anyone',
    params: ByToken,
    body: W.AcceptanceBody,
    answer: W.Me,
    perMinute: 10,
    run: acceptInvitation,
  }),

  route({ at: 'GET /pages', may: 'ticket.read', answer: Page.WaitingPages, run: listPages }),
  route({ at: 'GET /pages/health', may: 'ticket.read', answer: Page.PageHealth, run: readPageHealth }),
  route({ at: 'PUT /pages/:id/taking', may: 'ticket.reply', params: ById, answer: Done, run: takePage }),
  route({ at: 'GET /tickets/:id/pages', may: 'ticket.read', params: ById, answer: Page.Pages, run: listTicketPages }),
  route({ at: 'GET /me/notifications', may: 'member', answer: Page.Notifications, run: readNotifications }),
  route({ at: 'POST /me/browsers', may: 'member', body: Page.BrowserBody, answer: Page.Notifications, run: allowBrowser }),
  route({ at: 'DELETE /me/browsers/:id', may: 'member', params: ById, answer: Done, run: forgetBrowser }),
  route({ at: 'PUT /me/quiet', may: 'member', body: Page.QuietBody, answer: Done, run: changeQuietHours }),
  route({ at: 'POST /me/test-page', may: 'member', body: Page.TestPageBody, answer: Page.PageTested, perMinute: 6, run: testPage }),
  route({ at: 'GET /page-webhook', may: 'workspace.manage', answer: Page.WebhookState, run: readPageWebhook }),
  route({ at: 'PUT /page-webhook', may: 'workspace.manage', body: Page.WebhookBody, answer: Page.WebhookMade, run: setPageWebhook }),
  route({ at: 'DELETE /page-webhook', may: 'workspace.manage', answer: Done, run: dropPageWebhook }),

  route({ at: 'GET /manual', may: 'manual.read', answer: M.ManualState, run: readManual }),
  route({ at: 'PUT /manual/draft', may: 'manual.publish', body: M.ManualDraftBody, answer: M.ManualDraftKept, run: keepManualDraft }),
  route({ at: 'DELETE /manual/draft', may: 'manual.publish', answer: Done, run: dropDraft }),
  route({ at: 'POST /manual/check', may: 'manual.publish', body: M.ManualCheckBody, answer: M.ManualChecked, perMinute: 120, run: checkManualText }),
  route({ at: 'POST /manual/publish', may: 'manual.publish', body: M.ManualPublishBody, answer: M.ManualPublished, perMinute: 30, run: publishManualText }),
  route({ at: 'POST /manual/simulate', may: 'manual.publish', body: M.ManualSimulateBody, answer: M.ManualSimulated, perMinute: 240, run: simulateManualText }),
  route({ at: 'GET /manual/explanations/:n', may: 'ticket.read', params: M.ByNumber, answer: M.ManualExplained, run: explainTicketOfNumber }),
  route({ at: 'GET /manual/versions', may: 'manual.read', answer: M.ManualVersions, run: listManualVersions }),
  route({ at: 'GET /manual/versions/:n', may: 'manual.read', params: M.ByVersion, query: M.VersionQuery, answer: M.ManualVersionSeen, run: seeManualVersion }),
  route({ at: 'POST /manual/versions/:n/restore', may: 'manual.publish', params: M.ByVersion, answer: M.ManualPublished, run: restoreManualVersion }),

  route({ at: 'GET /quarantine', may: 'quarantine.manage', query: PageOnly, answer: W.Quarantine, run: listQuarantine }),
  route({ at: 'POST /quarantine/:id/replay', may: 'quarantine.manage', params: ById, answer: W.Replayed, run: replayQuarantined }),
  route({ at: 'DELETE /quarantine/:id', may: 'quarantine.manage', params: ById, answer: Done, run: discardQuarantined }),
  route({ at: 'GET /promises', may: 'ticket.read', answer: P.PromiseReceipts, run: readPromises }),
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
  route({ at: 'GET /register', may: 'account.read', answer: L.Register, run: readRegister }),
  route({ at: 'PUT /register', may: 'account.manage', body: L.RegisterBody, answer: L.Register, run: changeRegister }),
  route({ at: 'GET /audit', may: 'ticket.read', answer: AuditSchema, run: readAudit }),
  route({ at: 'POST /audit', may: 'audit.run', answer: AuditSchema, run: proveAudit }),
  route({ at: 'GET /api-keys', may: 'api-key.manage', answer: W.ApiKeys, run: listApiKeys }),
  route({ at: 'POST /api-keys', may: 'api-key.manage', body: W.ApiKeyBody, answer: W.ApiKeyMade, run: makeApiKey }),
  route({ at: 'DELETE /api-keys/:id', may: 'api-key.manage', params: ById, answer: Done, run: revokeApiKey }),
  route({ at: 'GET /rehearsal', may: 'ticket.read', answer: W.RehearsalState, run: readRehearsal }),
  route({ at: 'PUT /rehearsal', may: 'rehearsal.play', body: W.RehearsalBody, answer: W.RehearsalState, run: playRehearsal }),
]
