import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { post } from '../api.ts'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { say } from '../ui/say.ts'
import { Select } from '../ui/select.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { Moment } from '../ui/time.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'
import { Differences } from './differences.tsx'
import { versionQuery, versionsQuery } from './manual-query.ts'

/** Every version that was in force, newest first: none ever changes, and any can come back as a new one. */
export function Versions({ inForce, mayPublish }: { inForce: number; mayPublish: boolean }) {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(versionsQuery)
  const [asked, ask] = useState<number | null>(null)
  const sayProblem = useSayProblem()
  const restore = useMutation({
    mutationFn: (number: number) => post<{ number: number }>(`/manual/versions/${number}/restore`),
    onSuccess: ({ number }) => {
      void queries.invalidateQueries({ queryKey: ['manual'] })
      say({ text: t`Version ${number} is in force` })
    },
    onError: sayProblem,
  })
  if (!data) return error ? <Failed problem={error} retry={() => void refetch()} /> : <Loading />
  const numbers = data.items.map(({ number }) => number)
  return (
    <div className="flex flex-col gap-4">
      <ol aria-label={t`Versions`} className="flex flex-col">
        {data.items.map(({ number, note, by, publishedAt }) => (
          <li key={number} className="flex flex-col gap-1 border-t border-line py-2 first:border-t-0">
            <span className="flex flex-wrap items-center gap-2">
              <Link to="/manual" search={{ version: number }} className="font-[560] underline underline-offset-2">{t`Version ${number}`}</Link>
              {number === inForce ? <Chip tone="ok">{t`in force`}</Chip> : null}
              {mayPublish && number !== inForce ? (
                <Button size="small" aria-label={t`Roll back to version ${number}`} onPress={() => ask(number)} className="ml-auto">{t`Roll back`}</Button>
              ) : null}
            </span>
            <span className="text-sm text-soft wrap-anywhere">
              {by ?? t`From the command line`} · <Moment at={publishedAt} />
              {note ? ` · ${note}` : ''}
            </span>
          </li>
        ))}
      </ol>
      {numbers.length > 1 ? <Compare numbers={numbers} /> : null}
      {asked === null ? null : (
        <Confirm
          isOpen
          onClose={() => ask(null)}
          onAct={() => restore.mutate(asked)}
          tone="go"
          title={t`Put version ${asked} in force again?`}
          act={t`Roll back`}
        >
          <Trans>Its text is published as a new version and decides from then on. The versions since stay in the list; a draft stays a draft.</Trans>
        </Confirm>
      )}
    </div>
  )
}

/** Any two of them, the newer read against the older. */
function Compare({ numbers }: { numbers: readonly number[] }) {
  const { t } = useLingui()
  const [newest, before] = numbers
  const [chosen, choose] = useState({ from: before!, to: newest! })
  const choices = numbers.map((number) => ({ id: String(number), label: t`Version ${number}` }))
  const { data, error, refetch } = useQuery(versionQuery(chosen.to, chosen.from))
  return (
    <section aria-label={t`Compare two versions`} className="flex flex-col gap-2 border-t border-line pt-4">
      <div className="grid grid-cols-2 gap-2">
        <Select label={t`From`} value={String(chosen.from)} choices={choices} onChange={(id) => choose({ ...chosen, from: Number(id) })} />
        <Select label={t`To`} value={String(chosen.to)} choices={choices} onChange={(id) => choose({ ...chosen, to: Number(id) })} />
      </div>
      {data ? <Differences differences={data.differences} /> : error ? <Failed problem={error} retry={() => void refetch()} /> : <Loading />}
    </section>
  )
}
