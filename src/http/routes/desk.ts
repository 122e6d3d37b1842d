import { handTicketOn, readAbuse } from '../abuse.ts'
import { approveReply, returnReply, withdrawReply } from '../approvals.ts'
import { takeNextTicket } from '../availability.ts'
import { readBeside } from '../beside.ts'
import {
  changeComplaint,
  exportComplaints,
  listComplaints,
  listLaws,
  listTicketComplaints,
  openTicketComplaint,
  readReceiptWords,
  sendComplaintReceipt,
} from '../complaints.ts'
import { answerConsultation, consultColleagues, listCallees, withdrawConsultation } from '../consultations.ts'
import { AbuseReceived, HandOnBody } from '../contract/abuse.ts'
import { ApprovalItem, ApproveBody, ReturnBody } from '../contract/approvals.ts'
import * as A from '../contract/availability.ts'
import { Beside } from '../contract/beside.ts'
import { ById, Done } from '../contract/common.ts'
import * as C from '../contract/complaints.ts'
import { AnswerBody, Callees, ConsultationBody, ConsultationItem } from '../contract/consultations.ts'
import * as H from '../contract/handover.ts'
import { ByMedia, PageOnly, WordList } from '../contract/lists.ts'
import * as M from '../contract/manual.ts'
import { CorrectionBody } from '../contract/meaning.ts'
import * as Page from '../contract/pages.ts'
import * as P from '../contract/promises.ts'
import * as T from '../contract/tickets.ts'
import * as W from '../contract/workspace.ts'
import { assignTicket, labelTicket, leaveTicket, moveTicket, reopenTicket, resolveTicket, snoozeTicket, wakeTicket } from '../desk.ts'
import { readHandover, removeShiftNote, writeShiftNote } from '../handover.ts'
import { correctMessage } from '../meanings.ts'
import { keepUpload, readMedia } from '../media.ts'
import { listPages, listTicketPages, readPageHealth, takePage } from '../pages.ts'
import { readPerson } from '../people.ts'
import { handTicket, readClocks, readPromises, takeTicketBack } from '../promises.ts'
import { route, type Route } from '../route.ts'
import { removeMessage, replyToTicket, retryMessage, settleMessage, tellPresence, undoMessage, writeCall, writeNote } from '../sayings.ts'
import { listScripts } from '../scripts.ts'
import { search } from '../search.ts'
import { listDepartments, listLabels, listTickets, readTicket, readTimeline } from '../tickets.ts'
import { changeView, listViews, removeView, saveView } from '../views.ts'

/** Tickets, and everything that is done about one. */
export const DESK_ROUTES: readonly Route[] = [
  route({ at: 'GET /views', may: 'ticket.read', answer: W.Views, run: listViews }),
  route({ at: 'POST /views', may: 'view.save', body: W.ViewBody, answer: W.View, run: saveView }),
  route({ at: 'PUT /views/:id', may: 'view.save', params: ById, body: W.ViewBody, answer: W.View, run: changeView }),
  route({ at: 'DELETE /views/:id', may: 'view.save', params: ById, answer: Done, run: removeView }),
  route({ at: 'GET /search', may: 'ticket.read', query: T.SearchQuery, answer: T.SearchPage, run: search }),
  route({ at: 'GET /people/:id', may: 'person.read', params: ById, answer: W.PersonSchema, run: readPerson }),
  route({ at: 'GET /labels', may: 'ticket.read', answer: WordList, run: listLabels }),
  route({ at: 'GET /departments', may: 'ticket.read', answer: WordList, run: listDepartments }),

  route({ at: 'GET /handover', may: 'ticket.read', query: H.HandoverQuery, answer: H.Handover, run: readHandover }),
  route({ at: 'POST /handover/notes', may: 'ticket.note', body: H.ShiftNoteBody, answer: Done, run: writeShiftNote }),
  route({ at: 'DELETE /handover/notes/:id', may: 'ticket.note', params: ById, answer: Done, run: removeShiftNote }),
  route({ at: 'POST /tickets/next', may: 'ticket.work', answer: A.NextTicket, run: takeNextTicket }),

  route({ at: 'GET /tickets', may: 'ticket.read', query: T.TicketsQuery, answer: T.TicketPage, run: listTickets }),
  route({ at: 'GET /tickets/:id', may: 'ticket.read', params: ById, answer: T.Ticket, run: readTicket }),
  route({ at: 'GET /tickets/:id/timeline', may: 'ticket.read', params: ById, query: PageOnly, answer: T.Timeline, run: readTimeline }),
  route({ at: 'GET /tickets/:id/beside', may: 'ticket.read', params: ById, answer: Beside, run: readBeside }),
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

  route({ at: 'GET /pages', may: 'ticket.read', answer: Page.WaitingPages, run: listPages }),
  route({ at: 'GET /pages/health', may: 'ticket.read', answer: Page.PageHealth, run: readPageHealth }),
  route({ at: 'PUT /pages/:id/taking', may: 'ticket.reply', params: ById, answer: Done, run: takePage }),
  route({ at: 'GET /tickets/:id/pages', may: 'ticket.read', params: ById, answer: Page.Pages, run: listTicketPages }),

  route({ at: 'GET /promises', may: 'ticket.read', answer: P.PromiseReceipts, run: readPromises }),
]
