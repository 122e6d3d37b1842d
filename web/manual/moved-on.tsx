import { Trans, useLingui } from '@lingui/react/macro'
import type { ManualState } from '../contract.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import type { ManualText } from './use-text.ts'

/** Somebody was there meanwhile: says who and what, keeps every word, and lets the writer choose. */
export function MovedOn({ state: { draft, inForce }, manual }: { state: ManualState; manual: ManualText }) {
  const { t } = useLingui()
  const number = inForce?.number ?? 0
  const who = inForce?.by ?? t`Somebody`
  const drafter = draft?.by ?? t`Somebody`
  if (manual.keeping === 'moved')
    return (
      <Notice tone="warn" title={t`${drafter} has kept another draft meanwhile`}>
        <Trans>What you wrote is still here, in this browser. Only one draft can stand: choose which.</Trans>
        <Choice goOn={t`Go on with mine`} manual={manual} theirs={t`Take theirs`} />
      </Notice>
    )
  if (manual.over === (inForce?.number ?? null)) return null
  return (
    <Notice tone="warn" title={t`${who} has published version ${number} meanwhile`}>
      <Trans>What you wrote is still here. The changes tell what it would take back of that version: look before you go on.</Trans>
      <Choice goOn={t`Go on over version ${number}`} manual={manual} theirs={draft ? null : t`Take version ${number}`} />
    </Notice>
  )
}

function Choice({ goOn, theirs, manual }: { goOn: string; theirs: string | null; manual: ManualText }) {
  return (
    <span className="mt-2 flex flex-wrap gap-2">
      <Button size="small" onPress={manual.goOn}>
        {goOn}
      </Button>
      {theirs === null ? null : (
        <Button size="small" tone="quiet" onPress={manual.takeTheirs}>
          {theirs}
        </Button>
      )}
    </span>
  )
}
