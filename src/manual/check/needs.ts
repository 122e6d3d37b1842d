import { NEED_CLASSES, type NeedName } from '../../domain/need.ts'
import { finding } from '../finding.ts'
import { valueIn } from '../tongue/tongue.ts'
import type { Check } from './checked.ts'

/** A class that waits longer than the one below it is none. */
export const checkNeeds: Check = ({ document: { needs = {} }, place, tongue, isWhole }) => {
  if (!isWhole(['needs'])) return []
  const written = NEED_CLASSES.filter((name) => needs[name] !== undefined)
  const minutesOf = (name: NeedName | undefined) => (name === undefined ? 0 : (needs[name] ?? 0))
  return written
    .filter((name, i) => minutesOf(name) < minutesOf(written[i - 1]))
    .map((name) => finding('needs-out-of-order', place(['needs', name]), { name: valueIn(tongue, name) }))
}
