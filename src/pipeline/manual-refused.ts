import { PlazaError } from '../domain/plaza-error.ts'
import type { Finding } from '../manual/finding.ts'

/** A text that can't be the manual; `findings` are what keeps it from being one. */
export class ManualRefused extends PlazaError {
  readonly findings: readonly Finding[]
  constructor(findings: readonly Finding[], cause?: unknown) {
    super('refused', 'manual-has-errors', `The manual has ${findings.length} errors; the first stands in line ${findings[0]?.line}.`, cause)
    this.findings = findings
  }
}
