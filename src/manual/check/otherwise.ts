import { finding } from '../finding.ts'
import type { Check } from './checked.ts'

/** A matter that no rule knows would lie with nobody. */
export const checkOtherwise: Check = ({ document, place }) =>
  document.otherwise?.department === undefined ? [finding('otherwise-missing', place(['otherwise']))] : []
