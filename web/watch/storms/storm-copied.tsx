import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { StormRoom } from '../../contract.ts'
import { Chip } from '../../ui/chip.tsx'

type Copied = StormRoom['copied'][number]

/** Words that several accounts say as their own: by chance nobody does. */
export function StormCopied({ copied }: { copied: readonly Copied[] }) {
  return (
    <ul className="flex flex-col gap-3">
      {copied.map((one) => (
        <li key={one.text} className="flex flex-col gap-1 text-sm">
          <q dir="auto" className="wrap-anywhere">
            {one.text}
          </q>
          <Accounts of={one} />
        </li>
      ))}
    </ul>
  )
}

/** Half of the accounts are new: people who were angry by themselves are not. */
function Accounts({ of: { authors, young, firstAt, lastAt } }: { of: Copied }) {
  const { t } = useLingui()
  const minutes = Math.max(1, Math.round((Date.parse(lastAt) - Date.parse(firstAt)) / 60_000))
  return (
    <span className="flex flex-wrap items-center gap-2 text-soft">
      <Trans>
        {authors} accounts within <Plural value={minutes} one="# minute" other="# minutes" />
      </Trans>
      {young > 0 ? (
        <span>
          <Plural value={young} one="# of them is new" other="# of them are new" />
        </span>
      ) : null}
      {young * 2 >= authors ? <Chip tone="warn">{t`looks coordinated`}</Chip> : null}
    </span>
  )
}
