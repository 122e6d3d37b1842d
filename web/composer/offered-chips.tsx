import { Trans, useLingui } from '@lingui/react/macro'
import { Chip } from '../ui/chip.tsx'
import { languageName } from '../ui/language.ts'
import type { Counter } from './length.ts'

export interface OfferedChipsProps {
  text: string
  /** Of the words that are offered; null where nobody named it. */
  language: string | null
  theirs: string | null
  counter: Counter | null
}

/** What to know before prepared words are taken: that their language is another, that one message does not hold them. */
export function OfferedChips({ text, language, theirs, counter }: OfferedChipsProps) {
  const { i18n } = useLingui()
  const counted = counter?.(text)
  return (
    <>
      {language === null || language === theirs?.split('-')[0] ? null : <Chip tone="note">{languageName(language, i18n.locale)}</Chip>}
      {counted?.isTooLong ? (
        <Chip tone="warn">
          <span className="figures">
            <Trans>
              {i18n.number(counted.length)} of {i18n.number(counted.max)}: goes out as a thread
            </Trans>
          </span>
        </Chip>
      ) : null}
    </>
  )
}
