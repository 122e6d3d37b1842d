import { ById } from './contract/common.ts'
import { PageOnly, WordList } from './contract/lists.ts'
import * as T from './contract/tickets.ts'
import * as W from './contract/workspace.ts'
import { Done } from './contract/common.ts'
import { completeFirstRun, readFirstRun } from './first-run.ts'
import { changeMe, readMe, switchWorkspace } from './me.ts'
import { route, type Route } from './route.ts'
import { listDepartments, listLabels, listTickets, readTicket, readTimeline } from './tickets.ts'
import { listViews, removeView, saveView } from './views.ts'

/** The whole API under /api/v1, on one page. Authorization, the OpenAPI description and the permission walk are made of it. */
export const ROUTES: readonly Route[] = [
  route({ at: 'GET /first-run', may: 'anyone', answer: W.FirstRunState, run: readFirstRun }),
  route({ at: 'POST /first-run', may: 'anyone', body: W.FirstRunBody, answer: W.Me, perMinute: 10, run: completeFirstRun }),
  route({ at: 'GET /me', may: 'member', answer: W.Me, run: readMe }),
  route({ at: 'PATCH /me', may: 'member', body: W.MePatch, answer: W.Me, run: changeMe }),
  route({ at: 'PUT /me/workspace', may: 'member', body: W.WorkspaceBody, answer: W.Me, run: switchWorkspace }),

  route({ at: 'GET /views', may: 'ticket.read', answer: W.Views, run: listViews }),
  route({ at: 'POST /views', may: 'view.save', body: W.ViewBody, answer: W.View, run: saveView }),
  route({ at: 'DELETE /views/:id', may: 'view.save', params: ById, answer: Done, run: removeView }),
  route({ at: 'GET /tickets', may: 'ticket.read', query: T.TicketsQuery, answer: T.TicketPage, run: listTickets }),
  route({ at: 'GET /tickets/:id', may: 'ticket.read', params: ById, answer: T.Ticket, run: readTicket }),
  route({ at: 'GET /tickets/:id/timeline', may: 'ticket.read', params: ById, query: PageOnly, answer: T.Timeline, run: readTimeline }),
  route({ at: 'GET /labels', may: 'ticket.read', answer: WordList, run: listLabels }),
  route({ at: 'GET /departments', may: 'ticket.read', answer: WordList, run: listDepartments }),
]
