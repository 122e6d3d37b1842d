import { Trans, useLingui } from '@lingui/react/macro'
import { useId, useState } from 'react'
import type { OfferedScript } from '../contract.ts'
import { Button } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import type { Wish } from './use-send.ts'

type Open = OfferedScript['open'][number]

export interface UnfilledProps {
  open: readonly Open[]
  show: (written: string) => void
  fill: (written: string, value: string) => void
  /** The way out with the braces in it; null where they may not go: then only filling in or rewriting helps. */
  asIs: Wish | null
  go: (wish: Wish) => void
}

/** What still stands in braces: where it is, the means to fill it in, and the way out where it is meant so. */
export function Unfilled({ open, show, fill, asIs, go }: UnfilledProps) {
  const { t } = useLingui()
  const isOpen = open.length > 0
  return (
    <div className={isOpen ? 'border-b border-note-line bg-note-wash px-3 py-2 text-sm text-note' : 'sr-only'}>
      <output className="block font-[560]">{isOpen ? <Trans>Fill this in before it goes:</Trans> : null}</output>
      {isOpen ? (
        <>
          <ul className="mt-1.5 flex flex-col gap-1.5">
            {open.map((one) => (
              <Row key={one.written} {...one} show={() => show(one.written)} fill={(value) => fill(one.written, value)} />
            ))}
          </ul>
          <p className="mt-1.5 flex flex-wrap items-center justify-between gap-2">
            <span className="max-md:hidden">
              <Trans>
                <Kbd>Tab</Kbd> goes to each of them in the text.
              </Trans>
            </span>
            {asIs ? <Button size="small" onPress={() => go(asIs)}>{t`The braces are meant: send it as it is`}</Button> : null}
          </p>
        </>
      ) : null}
    </div>
  )
}

function Row({ written, offers, show, fill }: Open & { show: () => void; fill: (value: string) => void }) {
  const { t } = useLingui()
  const [value, write] = useState('')
  const id = useId()
  const braced = `{${written}}`
  const put = () => value.trim() !== '' && fill(value.trim())
  return (
    <li className="flex items-center gap-2">
      <button
        type="button"
        onClick={show}
        aria-label={t`Show ${braced} in the text`}
        className="shrink-0 rounded-sm font-mono text-ink underline decoration-dotted"
      >
        <span lang="">{braced}</span>
      </button>
      <input
        aria-label={braced}
        list={offers.length > 0 ? id : undefined}
        value={value}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          put()
        }}
        className="min-w-0 flex-1 rounded-sm border border-strong bg-raised px-2 py-0.5 text-ink"
      />
      {offers.length > 0 ? (
        <datalist id={id}>
          {offers.map((offer) => (
            <option key={offer}>{offer}</option>
          ))}
        </datalist>
      ) : null}
      <Button size="small" isDisabled={value.trim() === ''} aria-label={t`Put in: ${written}`} onPress={put}>{t`Put in`}</Button>
    </li>
  )
}
