import type { z } from 'zod'
import type * as availability from '../src/http/contract/availability.ts'
import type * as audit from '../src/http/contract/audit.ts'
import type * as abuse from '../src/http/contract/abuse.ts'
import type * as consultations from '../src/http/contract/consultations.ts'
import type * as common from '../src/http/contract/common.ts'
import type * as comparison from '../src/http/contract/comparison.ts'
import type * as complaints from '../src/http/contract/complaints.ts'
import type * as presence from '../src/http/contract/presence.ts'
import type * as promises from '../src/http/contract/promises.ts'
import type * as incidents from '../src/http/contract/incidents.ts'
import type * as lookAlikes from '../src/http/contract/look-alikes.ts'
import type * as manual from '../src/http/contract/manual.ts'
import type * as handover from '../src/http/contract/handover.ts'
import type * as storms from '../src/http/contract/storms.ts'
import type * as tickets from '../src/http/contract/tickets.ts'
import type * as pages from '../src/http/contract/pages.ts'
import type * as workspace from '../src/http/contract/workspace.ts'

/** The shapes of the HTTP contract by their plain names, as types: no schema reaches the browser. */
export type { ApprovalItem } from '../src/http/contract/approvals.ts'
export type { Beside } from '../src/http/contract/beside.ts'
export type { ConsultationItem } from '../src/http/contract/consultations.ts'
export type { LiveEvent } from '../src/http/contract/live.ts'
export type { MessageItem, ReplyOption, Ticket, TicketRow, TimelineItem } from '../src/http/contract/tickets.ts'

export type Meaning = NonNullable<z.infer<typeof tickets.MessageItem>['meaning']>
export type MemberRef = z.infer<typeof common.MemberRef>
export type Media = z.infer<typeof common.MediaSchema>
export type TicketPage = z.infer<typeof tickets.TicketPage>
export type Timeline = z.infer<typeof tickets.Timeline>
export type NoteItem = z.infer<typeof tickets.NoteItem>
export type EventItem = z.infer<typeof tickets.EventItem>
export type Thread = z.infer<typeof tickets.ThreadSchema>
export type ReplyBody = z.input<typeof tickets.ReplyBody>
export type ReplyQueued = z.infer<typeof tickets.ReplyQueued>
export type Callees = z.infer<typeof consultations.Callees>
export type AbuseReceived = z.infer<typeof abuse.AbuseReceived>
export type CallBody = z.input<typeof tickets.CallBody>
export type Upload = z.infer<typeof tickets.Upload>
export type SearchPage = z.infer<typeof tickets.SearchPage>
export type View = z.infer<typeof workspace.View>
export type ViewFilter = workspace.ViewFilter
export type Views = z.infer<typeof workspace.Views>
export type Members = z.infer<typeof workspace.Members>
export type Accounts = z.infer<typeof workspace.Accounts>
export type Me = workspace.Me
export type Ability = Me['abilities'][number]

export type Account = Accounts['items'][number]
export type Availability = availability.Availability
export type Availabilities = z.infer<typeof availability.Availabilities>
export type DutySaid = z.infer<typeof availability.DutySaid>
export type DutyState = DutySaid['duty']
export type NextTicket = z.infer<typeof availability.NextTicket>
export type AssignmentWays = z.infer<typeof availability.AssignmentWays>
export type AssignmentWay = AssignmentWays['others']
export type Handover = z.infer<typeof handover.Handover>
export type Member = Members['items'][number]
export type NetworkInfo = z.infer<typeof workspace.NetworkInfo>
export type Person = z.infer<typeof workspace.PersonSchema>
export type Quarantine = z.infer<typeof workspace.Quarantine>
export type QuarantineItem = z.infer<typeof workspace.QuarantineItem>
export type Audit = z.infer<typeof audit.AuditSchema>
export type TicketClocks = promises.TicketClocks
export type TicketClock = promises.TicketClocks['items'][number]
export type PromiseReceipts = promises.PromiseReceipts
export type AuditRun = NonNullable<Audit['run']>
export type ApiKey = z.infer<typeof workspace.ApiKey>
export type InvitationMade = z.infer<typeof workspace.InvitationMade>
export type InvitationSeen = z.infer<typeof workspace.InvitationSeen>
export type WaitingPage = z.infer<typeof pages.WaitingPage>
export type TicketPages = z.infer<typeof pages.Pages>
export type PageHealth = z.infer<typeof pages.PageHealth>
export type Notifications = z.infer<typeof pages.Notifications>
export type RehearsalState = z.infer<typeof workspace.RehearsalState>
export type SearchHit = SearchPage['items'][number]
export type Comparison = comparison.Comparison
export type Laws = z.infer<typeof complaints.Laws>
export type Complaint = complaints.Complaint
export type TicketComplaints = z.infer<typeof complaints.TicketComplaints>
export type ComplaintPage = z.infer<typeof complaints.ComplaintPage>
export type ReceiptWords = z.infer<typeof complaints.ReceiptWords>
export type ManualState = manual.ManualState
export type ManualChecked = manual.ManualChecked
export type ManualFinding = manual.Finding
export type ManualDifference = manual.Difference
export type ManualVersions = manual.ManualVersions
export type ManualVersionSeen = manual.ManualVersionSeen
export type ManualSimulated = manual.ManualSimulated
export type ManualExplained = manual.ManualExplained
export type OfferedScript = manual.Scripts['items'][number]
export type LookAlike = lookAlikes.LookAlike
export type LookAlikePage = z.infer<typeof lookAlikes.LookAlikePage>
export type UrgentLookAlikes = z.infer<typeof lookAlikes.UrgentLookAlikes>
export type LookAlikes = z.infer<typeof lookAlikes.LookAlikes>
export type WarnedTickets = z.infer<typeof lookAlikes.WarnedTickets>
export type Register = z.infer<typeof lookAlikes.Register>
export type Incident = incidents.Incident
export type IncidentPage = z.infer<typeof incidents.IncidentPage>
export type IncidentSeen = incidents.IncidentSeen
export type IncidentPreview = z.infer<typeof incidents.Preview>
export type TicketIncident = z.infer<typeof incidents.TicketIncident>
export type Presence = presence.Presence
export type Mouth = presence.Mouth
export type MouthPage = presence.MouthPage
export type Storms = z.infer<typeof storms.Storms>
export type Storm = Storms['items'][number]
export type StormRoom = storms.StormRoom
export type TicketStorm = storms.TicketStorm
