import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Availability } from '../contract.ts'
import { availabilityQuery } from '../shell/use-duty.ts'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { languageName } from '../ui/language.ts'
import { Failed, Loading } from '../ui/states.tsx'
import { dutyWords } from '../words/duties.ts'
import { useWords } from '../words/use-words.ts'
import { AgentDialog } from './agent-dialog.tsx'

/** Who takes on what, and whether they do now. */
export function Agents() {
  const mayManage = useMay('agent.manage')
  const [edited, edit] = useState<Availability | null>(null)
  const { data, error, refetch } = useQuery(availabilityQuery)
  if (error) return <Failed problem={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <ul className="flex flex-col">
        {data.items.map((agent) => (
          <AgentRow key={agent.member.id} agent={agent} edit={mayManage ? () => edit(agent) : null} />
        ))}
      </ul>
      {edited ? <AgentDialog agent={edited} close={() => edit(null)} /> : null}
    </>
  )
}

function AgentRow({ agent, edit }: { agent: Availability; edit: (() => void) | null }) {
  const { t, i18n } = useLingui()
  const duty = useWords(dutyWords)
  const { member, departments, languages, skills, open, capacity } = agent
  const { name } = member
  const list = new Intl.ListFormat(i18n.locale, { type: 'unit' })
  const does = [
    departments.length > 0 ? list.format(departments) : t`all departments`,
    languages.length > 0 ? list.format(languages.map((code) => languageName(code, i18n.locale))) : t`the language they read Plaza in`,
    ...(skills.length > 0 ? [list.format(skills)] : []),
  ]
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-t border-line py-2.5 first:border-t-0">
      <div className="min-w-44 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <strong className="font-[580]">{name}</strong>
          {agent.duty === null ? null : <Chip tone={agent.duty === 'on' ? 'ok' : 'plain'}>{duty(agent.duty)}</Chip>}
          {agent.rota === 'on' && agent.duty !== 'on' ? <Chip tone="warn">{t`the rota says on duty`}</Chip> : null}
          <span className="figures text-sm text-soft">
            <Trans>
              {open} of {capacity} open
            </Trans>
          </span>
        </p>
        <p className="text-sm text-soft wrap-anywhere">{does.join(' · ')}</p>
      </div>
      {edit ? (
        <Button size="small" aria-label={t`Change what ${name} takes on`} onPress={edit}>
          {t`Change`}
        </Button>
      ) : null}
    </li>
  )
}
