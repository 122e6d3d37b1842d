import { finding } from '../finding.ts'
import type { Check } from './checked.ts'

/** A matter that no rule knows would lie with nobody. */
export const checkOtherwise: Check = ({ document, place, isWhole }) =>
  document.otherwise?.department === undefined && isWhole(['otherwise']) ? [finding('otherwise-missing', place(['otherwise']))] : []
