import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { post } from '../../api.ts'
import type { IncidentSeen } from '../../contract.ts'
import { queries } from '../../queries.ts'
import { useMay } from '../../shell/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TextField } from '../../ui/field.tsx'
import { languageName } from '../../ui/language.ts'
import { networkWords } from '../../ui/network.tsx'
import { Section } from '../../ui/page.tsx'
import { Moment } from '../../ui/time.tsx'
import { tellingWords } from './incident-words.ts'
import { problemWords } from '../../words/problems.ts'
import { outcomeWords } from '../../words/sending.ts'
import { useSayProblem } from '../../words/use-say-problem.ts'
import { useWords } from '../../words/use-words.ts'
import { incidentQuery } from './incident-queries.ts'

type Update = IncidentSeen['updates'][number]

/** What was said to everybody, the latest first, and how far each word has come. */
export function Updates({ seen }: { seen: IncidentSeen }) {
  const { t } = useLingui()
  if (seen.updates.length === 0) return null
  return (
    <Section title={t`What they were told`}>
      <ul className="flex flex-col gap-4">
        {seen.updates.map((update) => (
          <Said key={update.id} update={update} incidentId={seen.incident.id} />
        ))}
      </ul>
    </Section>
  )
}

function Said({ update, incidentId }: { update: Update; incidentId: string }) {
  const { t, i18n } = useLingui()
  const { told, waiting, failed, writtenBy } = update
  return (
    <li className="flex flex-col gap-2 border-l-2 border-line pl-3">
      <p className="flex flex-wrap items-center gap-2 text-sm text-soft">
        {writtenBy.name} <Moment at={update.writtenAt} />
        {update.state === 'waiting' ? <Chip tone="warn">{t`waits for a yes`}</Chip> : null}
        {update.state === 'returned' ? <Chip>{t`returned`}</Chip> : null}
        {update.state === 'approved' ? <Chip tone="ok">{t`${told} told`}</Chip> : null}
        {waiting > 0 ? <Chip>{t`${waiting} on their way`}</Chip> : null}
        {failed > 0 ? <Chip tone="now">{t`${failed} not told`}</Chip> : null}
        {update.closes ? <Chip>{update.afterwards ? t`the last word, for who comes later too` : t`the last word`}</Chip> : null}
      </p>
      {update.texts.map(({ language, text }) => (
        <p key={language} lang={language} className="max-w-prose wrap-anywhere whitespace-pre-wrap">
          <span className="text-sm text-soft">{languageName(language, i18n.locale)}: </span>
          {text}
        </p>
      ))}
      {update.words ? <p className="text-sm text-soft">{update.words}</p> : null}
      {update.state === 'waiting' ? <Verdict update={update} incidentId={incidentId} /> : null}
      <Failures update={update} incidentId={incidentId} />
    </li>
  )
}

function useUpdateAct(incidentId: string) {
  const sayProblem = useSayProblem()
  return async (ask: () => Promise<unknown>) => {
    await ask().catch(sayProblem)
    await queries.invalidateQueries({ queryKey: incidentQuery(incidentId).queryKey })
  }
}

function Verdict({ update, incidentId }: { update: Update; incidentId: string }) {
  const { t } = useLingui()
  const mayApprove = useMay('incident.approve')
  const [words, write] = useState('')
  const act = useUpdateAct(incidentId)
  if (!mayApprove) return null
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Button tone="go" onPress={() => void act(() => post(`/incident-updates/${update.id}/approval`))}>{t`Approve and tell everybody`}</Button>
      <TextField label={t`Or why not`} value={words} onChange={write} />
      <Button
        isDisabled={words.trim() === ''}
        onPress={() => void act(() => post(`/incident-updates/${update.id}/return`, { words: words.trim() }))}
      >{t`Return it`}</Button>
    </div>
  )
}

function Failures({ update, incidentId }: { update: Update; incidentId: string }) {
  const { t } = useLingui()
  const mayReply = useMay('ticket.reply')
  const state = useWords(tellingWords)
  const network = useWords(networkWords)
  const problem = useWords(problemWords)
  const outcome = useWords(outcomeWords)
  const act = useUpdateAct(incidentId)
  const failed = update.tellings.filter((telling) => FAILED.has(telling.state))
  if (failed.length === 0) return null
  return (
    <div className="flex flex-col gap-2 text-sm">
      <ul className="flex flex-col gap-1">
        {failed.map(({ ticket, network: on, state: how, code }) => (
          <li key={ticket.id}>
            <Link to="/inbox/$ticketId" params={{ ticketId: ticket.id }} search={{ view: 'all' }}>
              {ticket.personName}
            </Link>{' '}
            · {network(on)} · {state(how)}
            {code ? ` (${how === 'failed' ? problem(code) : outcome(code)})` : ''}
          </li>
        ))}
      </ul>
      {mayReply && failed.some((telling) => telling.state === 'failed') ? (
        <Button className="self-start" onPress={() => void act(() => post(`/incident-updates/${update.id}/retry`))}>{t`Try them once more`}</Button>
      ) : null}
    </div>
  )
}

const FAILED = new Set(['failed', 'refused', 'unsure', 'reconnect'])
