import { PlazaError } from '../domain/plaza-error.ts'
import { isLeftOpen } from '../manual/left-open.ts'
import { variableMeant, variablesIn } from '../manual/script-text.ts'
import type { InForce } from './manual-in-force.ts'

/** Words that still hold variables in their braces: `open` names them as written. */
export class Unfilled extends PlazaError {
  readonly open: readonly string[]
  constructor(code: 'unfilled' | 'unfilled-script', open: readonly string[]) {
    super('invalid', code, `Not filled in yet: ${open.map((written) => `{${written}}`).join(', ')}.`)
    this.open = open
  }
}

/**
 * Throws `unfilled` for a variable in its braces, unless it is `meant`, and `unfilled-script` where a script of the manual left it so:
 * nobody means that. Words in braces that no manual knows are somebody's own way of writing.
 */
export function refuseUnfilled(texts: readonly string[], inForce: InForce | null, meant = false): void {
  const open = [...new Set(texts.flatMap(variablesIn).filter((written) => variableMeant(written) !== null))]
  if (open.length === 0) return
  const scripts = inForce?.manual.document.scripts ?? {}
  if (texts.some((text) => isLeftOpen(scripts, text))) throw new Unfilled('unfilled-script', open)
  if (!meant) throw new Unfilled('unfilled', open)
}
