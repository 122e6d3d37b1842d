import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { RehearsalState } from '../contract.ts'
import { languageName } from '../ui/language.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Confirm } from '../ui/dialog.tsx'

/** A story, or all of them, which speak no one language. */
export type Playable = Omit<RehearsalState['stories'][number], 'locale'> & { locale: string | null }

export interface StoryRowProps {
  story: Playable
  isPlaying: boolean
  isPending: boolean
  onPlay: () => void
  onStop: () => void
}

/** A play begins with an empty square, so it is asked first. */
export function StoryRow({ story, isPlaying, isPending, onPlay, onStop }: StoryRowProps) {
  const { t, i18n } = useLingui()
  const [isAsked, ask] = useState(false)
  const { title, locale } = story
  const language = locale && languageName(locale, i18n.locale)
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-t border-line py-3.5">
      <div className="min-w-52 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <strong className="font-[580]">{title}</strong>
          {isPlaying ? <Chip tone="ok">{t`playing`}</Chip> : null}
        </p>
        <p className="text-soft">{story.summary}</p>
        {language ? <p className="text-sm text-faint">{t`In ${language}`}</p> : null}
      </div>
      {isPlaying ? (
        <Button size="small" aria-label={t`Stop “${title}”`} isPending={isPending} onPress={onStop}>{t`Stop`}</Button>
      ) : (
        <Button size="small" aria-label={t`Play “${title}”`} isPending={isPending} onPress={() => ask(true)}>{t`Play`}</Button>
      )}
      <Confirm title={t`Play “${title}”?`} act={t`Begin anew`} tone="go" isOpen={isAsked} onClose={() => ask(false)} onAct={onPlay}>
        <Trans>The rehearsal begins anew: its tickets and what you answered in them are cleared away. Nothing real is touched.</Trans>
      </Confirm>
    </li>
  )
}
