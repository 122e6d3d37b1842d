import type { MessageDescriptor } from '@lingui/core'
import { msg, plural } from '@lingui/core/macro'
import type { Heat } from '../../src/domain/heat.ts'
import type { Words } from './use-words.ts'

/** Why a ticket is hot when a shift is handed over. */
export const heatWords: Words = {
  danger: msg`danger or harm`,
  overdue: msg`overdue`,
  'due-soon': msg`due within the hour`,
  insists: msg`insists`,
  paged: msg`somebody is called`,
  consultation: msg`a colleague is asked`,
  approval: msg`waits for a yes`,
}

/** How many tickets are hot for each reason. */
export const heatCounts: Record<Heat, (count: number) => MessageDescriptor> = {
  danger: (count) => msg`${plural(count, { one: '# danger or harm', other: '# dangers or harms' })}`,
  overdue: (count) => msg`${plural(count, { one: '# is overdue', other: '# are overdue' })}`,
  'due-soon': (count) => msg`${plural(count, { one: '# is due within the hour', other: '# are due within the hour' })}`,
  insists: (count) => msg`${plural(count, { one: '# insists', other: '# insist' })}`,
  paged: (count) => msg`${plural(count, { one: '# where somebody is called', other: '# where somebody is called' })}`,
  consultation: (count) => msg`${plural(count, { one: '# where a colleague is asked', other: '# where a colleague is asked' })}`,
  approval: (count) => msg`${plural(count, { one: '# waits for a yes', other: '# wait for a yes' })}`,
}
