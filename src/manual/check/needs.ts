import { NEED_CLASSES, needBounds, needMinutesWith } from '../../domain/need.ts'
import { finding } from '../finding.ts'
import { valueIn } from '../tongue/tongue.ts'
import type { Check } from './checked.ts'

/** A class that does not wait longer than the one above it is none; what is not written waits as is usual. */
export const checkNeeds: Check = ({ document: { needs }, place, tongue, isWhole }) => {
  if (!needs || !isWhole(['needs'])) return []
  const minutes = needMinutesWith(needs)
  return NEED_CLASSES.flatMap((name, i) => {
    const { least, most } = needBounds(minutes, i)
    const waits = minutes[i]!
    // Where nothing would fit, it is the class above that is out of order.
    if (least > most || (waits >= least && waits <= most)) return []
    const written = needs[name] === undefined ? NEED_CLASSES[i - 1]! : name
    return [finding('needs-out-of-order', place(['needs', written]), { name: valueIn(tongue, name), waits, least, most })]
  })
}
