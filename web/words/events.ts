import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

/** What was done to a ticket, as a line of its timeline. `by` is a name or empty, `what` the telling fact. */
export const EVENTS: Record<string, (by: string, what: string) => MessageDescriptor> = {
  assigned: (by, what) => (by ? msg`${by} assigned it: ${what}` : msg`Assigned: ${what}`),
  unassigned: (by) => (by ? msg`${by} gave it back` : msg`Given back`),
  taken: (by) => msg`${by} took it as the next`,
  given: (_, what) => msg`Given to ${what}`,
  returned: (_, what) => msg`Back in the queue: ${what} is off duty`,
  'handed-on': (by, what) => msg`${by} handed it on: ${what}`,
  overridden: (by, what) => msg`${by} answered past what the manual asks for first: «${what}»`,
  resolved: (by) => (by ? msg`${by} resolved it` : msg`Resolved`),
  reopened: (by) => (by ? msg`${by} reopened it` : msg`Reopened`),
  left: (by, what) => (by ? msg`${by} left it unanswered: ${what}` : msg`Left unanswered: ${what}`),
  snoozed: (by, what) => (by ? msg`${by} snoozed it until ${what}` : msg`Snoozed until ${what}`),
  woken: (by) => (by ? msg`${by} woke it` : msg`The snooze is over`),
  labelled: (by, what) => (by ? msg`${by} set the labels: ${what}` : msg`Labels: ${what}`),
  moved: (by, what) => (by ? msg`${by} moved it to ${what}` : msg`Moved to ${what}`),
  complained: (by, what) => (by ? msg`${by} made it a formal complaint: ${what}` : msg`A formal complaint by rule of the manual: ${what}`),
  'complaint-confirmed': (by, what) => (by ? msg`${by} gave them the code ${what}` : msg`They were given the code ${what}`),
  'complaint-answered': (_, what) => msg`Complaint ${what} is answered`,
  'complaint-reopened': (_, what) => msg`They ask again: complaint ${what} is open`,
  'complaint-closed': (_, what) => msg`Complaint ${what} is closed`,
  'human-asked': (by) => msg`${by} noted that they asked for a person`,
  'human-not-asked': (by) => msg`${by} noted that they did not ask for a person`,
  imported: () => msg`Came in with an import`,
  corrected: (by) => msg`${by} corrected how a message was understood`,
  paged: (_, what) => msg`Called: ${what}`,
  'page-taken': (by) => msg`${by} has it`,
  'page-exhausted': (_, what) => msg`Nobody has taken it: ${what}`,
  edited: () => msg`A message was edited`,
  deleted: (by) => (by ? msg`${by} took a message back` : msg`A message was deleted`),
}
