import { useLingui } from '@lingui/react/macro'
import { post, put } from '../../api.ts'
import type { LookAlike, WarnedTickets } from '../../contract.ts'
import { Button, buttonLook } from '../../ui/button.tsx'
import { say } from '../../ui/say.ts'
import { problemWords } from '../../words/problems.ts'
import { useWords } from '../../words/use-words.ts'
import { useLookAlikeAct } from './use-look-alike-act.ts'

const RULINGS = ['impostor', 'fan-parody', 'unrelated', 'ours'] as const

/** Judge it; once it is an impostor, warn, prove and report it. */
export function LookAlikeActs({ found }: { found: LookAlike }) {
  return (
    <div className="flex flex-col gap-2">
      {found.verdict?.ruling === 'impostor' ? <AgainstImpostor found={found} /> : null}
      <Rulings found={found} />
    </div>
  )
}

function Rulings({ found }: { found: LookAlike }) {
  const { t } = useLingui()
  const act = useLookAlikeAct()
  const names = { impostor: t`An impostor`, 'fan-parody': t`Fan or parody`, unrelated: t`Nothing to do with us`, ours: t`It is ours` }
  const isSaid = (ruling: string) => found.verdict?.ruling === ruling && found.state !== 'renamed'
  return (
    <fieldset aria-label={t`What it is`} className="flex flex-wrap gap-2">
      {RULINGS.filter((ruling) => !isSaid(ruling)).map((ruling) => (
        <Button
          key={ruling}
          size="small"
          tone={ruling === 'impostor' ? 'danger' : 'plain'}
          onPress={() => void act(() => put(`/look-alikes/${found.id}/verdict`, { ruling }))}
        >
          {names[ruling]}
        </Button>
      ))}
    </fieldset>
  )
}

function AgainstImpostor({ found }: { found: LookAlike }) {
  const { t } = useLingui()
  const act = useLookAlikeAct()
  const isGone = found.gone !== null
  return (
    <div className="flex flex-wrap gap-2">
      <Warn found={found} />
      <a download href={`/api/v1/look-alikes/${found.id}/evidence`} className={buttonLook('plain', 'small')}>{t`Signed evidence`}</a>
      {found.reportUrl ? <a href={found.reportUrl} rel="noreferrer" target="_blank" className={buttonLook('plain', 'small')}>{t`The network's form`}</a> : null}
      {found.reported ? null : <Button size="small" onPress={() => void act(() => put(`/look-alikes/${found.id}/report`))}>{t`It has been reported`}</Button>}
      <Button size="small" onPress={() => void act(() => put(`/look-alikes/${found.id}/end`, { gone: !isGone }))}>
        {isGone ? t`It is back` : t`It is gone`}
      </Button>
    </div>
  )
}

/** Says in each one's own thread, once, that the account is not ours. */
function Warn({ found }: { found: LookAlike }) {
  const { t } = useLingui()
  const problem = useWords(problemWords)
  const act = useLookAlikeAct()
  const tickets = found.tickets.filter(({ how, warnedAt }) => how === 'spoke' && warnedAt === null).map(({ id }) => id)
  if (tickets.length === 0) return null
  const warn = async () => {
    const done = await act(() => post<WarnedTickets>(`/look-alikes/${found.id}/warnings`, { tickets }))
    const kept = done?.items.find(({ code }) => code !== null)
    if (kept?.code) say({ text: problem(kept.code) })
    else if (done) say({ text: t`They are told that it is not yours` })
  }
  return <Button size="small" tone="go" onPress={() => void warn()}>{t`Warn whom it spoke to (${tickets.length})`}</Button>
}
