import { changeAccount, connectAccount, declareAccount, listAccounts, listNetworks, reconnectAccount, removeAccount, testAccount } from '../accounts.ts'
import { proveAudit, readAudit } from '../audit.ts'
import { changeAbilities, changeAssignmentWay, changeOwnLanguages, listAssignmentWays, listAvailability, sayDutyOf, sayOwnDuty } from '../availability.ts'
import { AuditSchema } from '../contract/audit.ts'
import * as A from '../contract/availability.ts'
import { ById, Done } from '../contract/common.ts'
import { ByToken, PageOnly } from '../contract/lists.ts'
import * as M from '../contract/manual.ts'
import * as Page from '../contract/pages.ts'
import * as W from '../contract/workspace.ts'
import { completeFirstRun, readFirstRun } from '../first-run.ts'
import { followLive } from '../live.ts'
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
} from '../manual.ts'
import { changeMe, readMe, switchWorkspace } from '../me.ts'
import { acceptInvitation, changeMember, inviteMember, listMembers, seeInvitation, withdrawInvitation } from '../members.ts'
import { allowBrowser, changeQuietHours, forgetBrowser, readNotifications, testPage } from '../notifications.ts'
import { dropPageWebhook, readPageWebhook, setPageWebhook } from '../pages.ts'
import { route, type Route } from '../route.ts'
import { discardQuarantined, listApiKeys, listQuarantine, makeApiKey, playRehearsal, readRehearsal, replayQuarantined, revokeApiKey } from '../upkeep.ts'

/** Who works here, with which accounts, by which manual, and what keeps the house in order. */
export const HOUSE_ROUTES: readonly Route[] = [
  route({ at: 'GET /first-run', may: 'anyone', answer: W.FirstRunState, run: readFirstRun }),
  route({ at: 'POST /first-run', may: 'anyone', body: W.FirstRunBody, answer: W.Me, perMinute: 10, run: completeFirstRun }),
  route({ at: 'GET /me', may: 'member', answer: W.Me, run: readMe }),
  route({ at: 'PATCH /me', may: 'member', body: W.MePatch, answer: W.Me, run: changeMe }),
  route({ at: 'PUT /me/workspace', may: 'member', body: W.WorkspaceBody, answer: W.Me, run: switchWorkspace }),

  route({ at: 'GET /live', may: 'ticket.read', run: followLive }),

  route({ at: 'GET /availability', may: 'member.read', answer: A.Availabilities, run: listAvailability }),
  route({ at: 'PATCH /availability/:id', may: 'agent.manage', params: ById, body: A.AbilitiesPatch, answer: A.Availability, run: changeAbilities }),
  route({ at: 'PUT /availability/:id/duty', may: 'agent.manage', params: ById, body: A.DutyBody, answer: A.DutySaid, run: sayDutyOf }),
  route({ at: 'PUT /me/duty', may: 'ticket.work', body: A.DutyBody, answer: A.DutySaid, run: sayOwnDuty }),
  route({ at: 'PUT /me/languages', may: 'ticket.work', body: A.OwnLanguages, answer: A.Availability, run: changeOwnLanguages }),
  route({ at: 'GET /assignment', may: 'member.read', answer: A.AssignmentWays, run: listAssignmentWays }),
  route({ at: 'PUT /assignment', may: 'agent.manage', body: A.WayBody, answer: A.AssignmentWays, run: changeAssignmentWay }),

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
  route({ at: 'GET /audit', may: 'ticket.read', answer: AuditSchema, run: readAudit }),
  route({ at: 'POST /audit', may: 'audit.run', answer: AuditSchema, run: proveAudit }),
  route({ at: 'GET /api-keys', may: 'api-key.manage', answer: W.ApiKeys, run: listApiKeys }),
  route({ at: 'POST /api-keys', may: 'api-key.manage', body: W.ApiKeyBody, answer: W.ApiKeyMade, run: makeApiKey }),
  route({ at: 'DELETE /api-keys/:id', may: 'api-key.manage', params: ById, answer: Done, run: revokeApiKey }),
  route({ at: 'GET /rehearsal', may: 'ticket.read', answer: W.RehearsalState, run: readRehearsal }),
  route({ at: 'PUT /rehearsal', may: 'rehearsal.play', body: W.RehearsalBody, answer: W.RehearsalState, run: playRehearsal }),
]
