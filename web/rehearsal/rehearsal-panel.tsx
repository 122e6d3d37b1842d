import { Trans, useLingui } from '@lingui/react/macro'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { get, put } from '../api.ts'
import type { RehearsalState } from '../contract.ts'
import { queries } from '../queries.ts'
import { Notice } from '../ui/notice.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'
import { useWords } from '../words/use-words.ts'
import { StoryRow, type Playable } from './story-row.tsx'
import { storySummaries, storyTitles } from './story-words.ts'

/** The server's word for all stories together, as the rehearsal plays them by itself. */
const ALL = 'all'

const rehearsalQuery = queryOptions({ queryKey: ['rehearsal'], queryFn: ({ signal }) => get<RehearsalState>('/rehearsal', {}, signal), staleTime: 0 })

/** Which stories can play, which one does, and the way to start and stop. */
export function RehearsalPanel() {
  const { t } = useLingui()
  const sayProblem = useSayProblem()
  const { data, error, refetch } = useQuery(rehearsalQuery)
  const play = useMutation({
    mutationFn: (story: string | null) => put<RehearsalState>('/rehearsal', { story }),
    onSuccess: (state) => {
      queries.setQueryData(rehearsalQuery.queryKey, state)
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'rehearsal' })
    },
    onError: sayProblem,
  })
  const told = useTold()
  if (error) return <Failed problem={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.stories.length === 0) return <Empty title={t`There is no story to play`} />
  const whole: Playable = { id: ALL, title: t`The whole square`, summary: t`All the stories at once, as on the first day.`, locale: null }
  const playables = [whole, ...data.stories.map(told)]
  const playing = data.running ? (data.story ?? ALL) : null
  return (
    <div className="flex flex-col gap-5">
      <Playing title={playables.find(({ id }) => id === playing)?.title ?? null} />
      <ul className="flex flex-col">
        {playables.map((story) => (
          <StoryRow
            key={story.id}
            story={story}
            isPlaying={story.id === playing}
            isPending={play.isPending && play.variables === (story.id === playing ? null : story.id)}
            onPlay={() => play.mutate(story.id)}
            onStop={() => play.mutate(null)}
          />
        ))}
      </ul>
    </div>
  )
}

/** A story in the reader's language, where we have it. */
function useTold(): (story: Playable) => Playable {
  const titles = useWords(storyTitles)
  const summaries = useWords(storySummaries)
  return (story) => (Object.hasOwn(storyTitles, story.id) ? { ...story, title: titles(story.id), summary: summaries(story.id) } : story)
}

function Playing({ title }: { title: string | null }) {
  const { t } = useLingui()
  if (title === null) return <Notice title={t`Nothing is playing`}>{t`What has happened so far stays in the inbox.`}</Notice>
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
