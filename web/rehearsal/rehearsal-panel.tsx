import { Trans, useLingui } from '@lingui/react/macro'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { get, put } from '../api.ts'
import type { RehearsalState } from '../contract.ts'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Notice } from '../ui/notice.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'

const rehearsalQuery = queryOptions({ queryKey: ['rehearsal'], queryFn: ({ signal }) => get<RehearsalState>('/rehearsal', {}, signal), staleTime: 0 })

/** Which stories can play, which one does, and the way to start and stop. */
export function RehearsalPanel() {
  const { t } = useLingui()
  const sayProblem = useSayProblem()
  const { data, error, refetch } = useQuery(rehearsalQuery)
  const play = useMutation({
    mutationFn: (story: string | null) => put<RehearsalState>('/rehearsal', { story }),
    onSuccess: (state) => queries.setQueryData(rehearsalQuery.queryKey, state),
    onError: sayProblem,
  })
  if (error) return <Failed problem={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.stories.length === 0) return <Empty title={t`There is no story to play`} />
  const playing = data.running ? data.story : null
  return (
    <div className="flex flex-col gap-5">
      {playing ? <Playing title={data.stories.find(({ id }) => id === playing)?.title ?? playing} /> : null}
      <ul className="flex flex-col">
        {data.stories.map((story) => (
          <Story
            key={story.id}
            story={story}
            isPlaying={story.id === playing}
            isPending={play.isPending}
            onPlay={() => play.mutate(story.id)}
            onStop={() => play.mutate(null)}
          />
        ))}
      </ul>
    </div>
  )
}

function Playing({ title }: { title: string }) {
  const { t } = useLingui()
  return (
    <Notice title={t`“${title}” is playing`}>
      <Trans>
        Its people arrive{' '}
        <Link to="/inbox" search={{ view: 'need' }} className="text-ink underline underline-offset-2">
          in the inbox
        </Link>
        . Answer them: they answer back.
      </Trans>
    </Notice>
  )
}

interface StoryProps {
  story: RehearsalState['stories'][number]
  isPlaying: boolean
  isPending: boolean
  onPlay: () => void
  onStop: () => void
}

function Story({ story, isPlaying, isPending, onPlay, onStop }: StoryProps) {
  const { t, i18n } = useLingui()
  const { title } = story
  const language = new Intl.DisplayNames([i18n.locale], { type: 'language' }).of(story.locale)
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-t border-line py-3.5">
      <div className="min-w-52 flex-1" lang={story.locale}>
        <p className="flex flex-wrap items-center gap-2">
          <strong className="font-[580]">{title}</strong>
          {isPlaying ? <Chip tone="ok">{t`playing`}</Chip> : null}
        </p>
        <p className="text-soft">{story.summary}</p>
        <p className="text-sm text-faint" lang={i18n.locale}>
          {language}
        </p>
      </div>
      {isPlaying ? (
        <Button size="small" aria-label={t`Stop “${title}”`} isPending={isPending} onPress={onStop}>{t`Stop`}</Button>
      ) : (
        <Button size="small" aria-label={t`Play “${title}”`} isPending={isPending} onPress={onPlay}>{t`Play`}</Button>
      )}
    </li>
  )
}
