import { Plural, Trans } from '@lingui/react/macro'
import { type Check, isError } from './use-check.ts'

/** How the text stands, in a few words. */
export function Standing({ check: { standing, findings } }: { check: Check }) {
  if (standing === 'empty') return null
  if (standing === 'checking') return <Trans>Checking…</Trans>
  const errors = findings.filter(isError).length
  const warnings = findings.length - errors
  if (findings.length === 0) return <Trans>No errors</Trans>
  return (
    <>
      {errors > 0 ? <Plural value={errors} one="# error" other="# errors" /> : null}
      {errors > 0 && warnings > 0 ? ', ' : null}
      {warnings > 0 ? <Plural value={warnings} one="# warning" other="# warnings" /> : null}
    </>
  )
}
