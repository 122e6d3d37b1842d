import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { post } from '../../api.ts'
import type { LookAlike, WarnedTickets } from '../../contract.ts'
import { Button } from '../../ui/button.tsx'
import { say } from '../../ui/say.ts'
import { problemWords } from '../../words/problems.ts'
import { useWords } from '../../words/use-words.ts'
import { useLookAlikeAct } from './use-look-alike-act.ts'

/** Says in each one's own thread, once, that the account is not ours: to whom it spoke, and to whom took it for ours. Who could not be told is listed with why. */
export function WarnCustomers({ found }: { found: LookAlike }) {
  const { t } = useLingui()
  const act = useLookAlikeAct()
  const [kept, setKept] = useState<WarnedTickets['items']>([])
  const unwarned = (wanted: 'spoke' | 'named') => found.tickets.filter(({ how, warnedAt }) => how === wanted && warnedAt === null).map(({ id }) => id)
  const [spokenTo, naming] = [unwarned('spoke'), unwarned('named')]
  const warn = async (tickets: string[]) => {
    const done = await act(() => post<WarnedTickets>(`/look-alikes/${found.id}/warnings`, { tickets }))
    if (done === null) return
    const refused = done.items.filter(({ code }) => code !== null)
    setKept(refused)
    if (refused.length < done.items.length) say({ text: t`They are told that it is not yours` })
  }
  return (
    <>
      {spokenTo.length > 0 ? <Button size="small" tone="go" onPress={() => void warn(spokenTo)}>{t`Warn whom it spoke to (${spokenTo.length})`}</Button> : null}
      {naming.length > 0 ? <Button size="small" onPress={() => void warn(naming)}>{t`Warn who named it (${naming.length})`}</Button> : null}
      {kept.length > 0 ? <NotWarned found={found} kept={kept} /> : null}
    </>
  )
}

function NotWarned({ found, kept }: { found: LookAlike; kept: WarnedTickets['items'] }) {
  const problem = useWords(problemWords)
  const numbers = new Map(found.tickets.map(({ id, number }) => [id, number]))
  return (
    <ul role="alert" className="flex w-full flex-col gap-0.5 text-sm text-warn">
      {kept.map(({ ticketId, code }) => (
        <li key={ticketId}>
          <span className="figures">T-{numbers.get(ticketId)}</span>: {problem(code!)}
        </li>
      ))}
    </ul>
  )
}
