import { msg } from '@lingui/core/macro'
import type { IconName } from '../ui/icon.tsx'
import type { Words } from './use-words.ts'

/** The built-in views by their stable ids. */
export const viewWords: Words = {
  need: msg`By need`,
  mine: msg`Mine`,
  asked: msg`Asked of me`,
  departments: msg`My departments`,
  unassigned: msg`Nobody's yet`,
  waiting: msg`Waiting on customer`,
  storm: msg`Storm`,
  trouble: msg`Sending trouble`,
  snoozed: msg`Snoozed`,
  resolved: msg`Resolved`,
  all: msg`All`,
}

export const VIEW_ICONS: Record<string, IconName> = {
  need: 'target',
  mine: 'person',
  asked: 'note',
  departments: 'group',
  unassigned: 'nobody',
  waiting: 'waiting',
  storm: 'pulse',
  trouble: 'warning',
  snoozed: 'moon',
  resolved: 'done',
  all: 'stack',
}

/** The letter after `g`. */
export const VIEW_KEYS: Record<string, string> = {
  need: 'g n',
  mine: 'g m',
  asked: 'g q',
  departments: 'g d',
  unassigned: 'g u',
  waiting: 'g w',
  storm: 'g c',
  trouble: 'g t',
  snoozed: 'g z',
  resolved: 'g r',
  all: 'g a',
}
