import { Trans, useLingui } from '@lingui/react/macro'
import type { MessageItem } from '../contract.ts'
import { meaningWords } from '../words/meanings.ts'
import { useWords } from '../words/use-words.ts'
import { CorrectVerdict } from './correct-verdict.tsx'
import { isTelling, verdictsOf, type Told } from './told.ts'

export interface UnderstoodProps {
  message: MessageItem
  ticketId: string
  mayWork: boolean
}

/** A quiet line of how a message was understood; on request the words that led to each verdict, and the means to put it right. */
export function Understood({ message, ticketId, mayWork }: UnderstoodProps) {
  const { t } = useLingui()
  const words = useWords(meaningWords)
  const { meaning } = message
  if (!meaning) return null
  const verdicts = verdictsOf(meaning)
  const telling = verdicts.filter(isTelling)
  const summary = telling.map((one) => (one.isUnsure ? t`${words(one.code)} (unsure)` : words(one.code))).join(' · ')
  return (
    <details className="mt-1.5 text-xs text-faint">
      <summary className="cursor-pointer wrap-anywhere">
        <Trans>Understood as: {summary}</Trans>
      </summary>
      <ul className="mt-1 flex flex-col gap-0.5 border-l-2 border-strong pl-2.5 text-soft">
        {(mayWork ? verdicts.filter(({ code }) => code !== 'vulnerable false' && code !== 'insists false') : telling).map((one) => (
          <li key={one.verdict} className="flex flex-wrap items-center gap-x-2 wrap-anywhere">
            {mayWork ? <CorrectVerdict messageId={message.id} ticketId={ticketId} told={one} /> : <span className="text-ink">{words(one.code)}</span>}
            <Grounds told={one} language={message.language} />
          </li>
        ))}
      </ul>
      {meaning.competitors.length > 0 ? <p className="mt-1 wrap-anywhere">{t`Competitors named: ${meaning.competitors.join(', ')}`}</p> : null}
      {meaning.entities.length > 0 ? <p className="mt-1 wrap-anywhere">{t`Named in it: ${meaning.entities.map(({ value }) => value).join(', ')}`}</p> : null}
    </details>
  )
}

function Grounds({ told: { isUnsure, isCorrected, suggested, words }, language }: { told: Told; language: string | null }) {
  const { t } = useLingui()
  const said = useWords(meaningWords)
  return (
    <>
      {isUnsure ? <span>{t`unsure: judge for yourself`}</span> : null}
      {suggested ? <span>{t`Suggestion of ${suggested.by}: ${said(suggested.code)}`}</span> : null}
      {isCorrected ? <span>{t`corrected by a person`}</span> : null}
      {words.length > 0 ? (
        <span dir="auto" lang={language ?? ''}>
          {words.map((quoted) => `«${quoted}»`).join(' ')}
        </span>
      ) : null}
    </>
  )
}
