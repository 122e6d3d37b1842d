import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

/** What was done to a ticket, as a line of its timeline. `by` is a name or empty, `what` the telling fact. */
export const EVENTS: Record<string, (by: string, what: string) => MessageDescriptor> = {
  assigned: (by, what) => (by ? msg`${by} assigned it: ${what}` : msg`Assigned: ${what}`),
  unassigned: (by) => (by ? msg`${by} gave it back` : msg`Given back`),
  resolved: (by) => (by ? msg`${by} resolved it` : msg`Resolved`),
  reopened: (by) => (by ? msg`${by} reopened it` : msg`Reopened`),
  left: (by, what) => (by ? msg`${by} left it unanswered: ${what}` : msg`Left unanswered: ${what}`),
  snoozed: (by, what) => (by ? msg`${by} snoozed it until ${what}` : msg`Snoozed until ${what}`),
  woken: (by) => (by ? msg`${by} woke it` : msg`The snooze is over`),
  labelled: (by, what) => (by ? msg`${by} set the labels: ${what}` : msg`Labels: ${what}`),
  moved: (by, what) => (by ? msg`${by} moved it to ${what}` : msg`Moved to ${what}`),
  imported: () => msg`Came in with an import`,
  corrected: (by) => msg`${by} corrected how a message was understood`,
  edited: () => msg`A message was edited`,
  deleted: (by) => (by ? msg`${by} took a message back` : msg`A message was deleted`),
}
