import { Trans, useLingui } from '@lingui/react/macro'
import type { Meaning } from '../contract.ts'
import { meaningWords } from '../words/meanings.ts'
import { useWords } from '../words/use-words.ts'
import { toldOf, type Told } from './told.ts'

/** A quiet line of how a message was understood; the words that led to each verdict on request. */
export function Understood({ meaning, language }: { meaning: Meaning; language: string | null }) {
  const { t } = useLingui()
  const words = useWords(meaningWords)
  const told = toldOf(meaning)
  const summary = told.map((one) => (one.isUnsure ? t`${words(one.code)} (unsure)` : words(one.code))).join(' · ')
  return (
    <details className="mt-1.5 text-xs text-faint">
      <summary className="cursor-pointer wrap-anywhere">
        <Trans>Understood as: {summary}</Trans>
      </summary>
      <ul className="mt-1 flex flex-col gap-0.5 border-l-2 border-strong pl-2.5 text-soft">
        {told.map((one) => (
          <Verdict key={one.code} told={one} language={language} />
        ))}
      </ul>
      {meaning.competitors.length > 0 ? <p className="mt-1 wrap-anywhere">{t`Competitors named: ${meaning.competitors.join(', ')}`}</p> : null}
      {meaning.entities.length > 0 ? <p className="mt-1 wrap-anywhere">{t`Named in it: ${meaning.entities.map(({ value }) => value).join(', ')}`}</p> : null}
    </details>
  )
}

function Verdict({ told: { code, isUnsure, words }, language }: { told: Told; language: string | null }) {
  const { t } = useLingui()
  const say = useWords(meaningWords)
  return (
    <li className="flex flex-wrap gap-x-2 wrap-anywhere">
      <span className="text-ink">{say(code)}</span>
      {isUnsure ? <span>{t`unsure: judge for yourself`}</span> : null}
      {words.length > 0 ? (
        <span dir="auto" lang={language ?? ''}>
          {words.map((quoted) => `«${quoted}»`).join(' ')}
        </span>
      ) : null}
    </li>
  )
}
