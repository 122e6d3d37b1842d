import { msg } from '@lingui/core/macro'
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
