import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { LiveEvent } from '../contract.ts'

type About = NonNullable<Extract<LiveEvent, { kind: 'mention' }>['about']>

/** What somebody is needed for by name; `ticket`: it is handed on to them. */
export const MENTIONS: Record<About | 'ticket', (by: string) => MessageDescriptor> = {
  note: (by) => msg`${by} mentioned you in a note`,
  consultation: (by) => msg`${by}: about a question between you`,
  approval: (by) => msg`${by}: about a reply and its approval`,
  ticket: (by) => msg`${by} hands a ticket on to you`,
}
