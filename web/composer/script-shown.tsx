import { Trans, useLingui } from '@lingui/react/macro'
import { useId, useState } from 'react'
import type { OfferedScript } from '../contract.ts'
import { Button } from '../ui/button.tsx'
import type { ScriptUsed } from './script-draft.ts'

export interface ScriptShownProps {
  script: ScriptUsed | undefined
  open: OfferedScript['open']
  fill: (written: string, value: string) => void
  drop: () => void
}

/** The way through a hard conversation, and what the script can't know: it does not go out with a brace in it. */
export function ScriptShown({ script, open, fill, drop }: ScriptShownProps) {
  const { t } = useLingui()
  return (
    <>
      {script && script.steps.length > 0 ? (
        <details open className="border-b border-line px-3 py-2 text-sm">
          <summary className="cursor-pointer text-soft">
            <Trans>
              Steps of «<span lang="">{script.name}</span>»
            </Trans>
          </summary>
          <ol lang="" className="mt-1 list-decimal pl-5">
            {script.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <Button size="small" tone="quiet" onPress={drop} className="mt-1 -ml-2">{t`Put the steps away`}</Button>
        </details>
      ) : null}
      <output className={open.length > 0 ? 'block border-b border-note-line bg-note-wash px-3 py-1.5 text-sm font-[560] text-note' : 'sr-only'}>
        {open.length > 0 ? <Trans>Fill this in before it goes:</Trans> : null}
      </output>
      {open.length > 0 ? (
        <ul className="flex flex-col gap-1.5 border-b border-note-line bg-note-wash px-3 pb-2">
          {open.map((one) => (
            <Open key={one.written} {...one} fill={(value) => fill(one.written, value)} />
          ))}
        </ul>
      ) : null}
    </>
  )
}

function Open({ written, offers, fill }: OfferedScript['open'][number] & { fill: (value: string) => void }) {
  const { t } = useLingui()
  const [value, write] = useState('')
  const id = useId()
  const put = () => value.trim() !== '' && fill(value.trim())
  return (
    <li className="flex items-center gap-2 text-sm">
      <label htmlFor={`${id}in`} lang="" className="shrink-0 font-mono text-ink">{`{${written}}`}</label>
      <input
        id={`${id}in`}
        list={offers.length > 0 ? id : undefined}
        value={value}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          put()
        }}
        className="min-w-0 flex-1 rounded-sm border border-strong bg-raised px-2 py-0.5"
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
