import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { post, put } from '../../api.ts'
import type { IncidentSeen } from '../../contract.ts'
import { useMay } from '../../shell/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TextField } from '../../ui/field.tsx'
import { NetworkGlyph, VisibilityGlyph, networkWords, visibilityWords } from '../../ui/network.tsx'
import { Section } from '../../ui/page.tsx'
import { Moment } from '../../ui/time.tsx'
import { stateWords } from '../../words/states.ts'
import { reasonWords, standingWords } from './incident-words.ts'
import { useWords } from '../../words/use-words.ts'
import { useIncidentAct } from './use-incident-act.ts'

type Member = IncidentSeen['members'][number]
type Standing = Member['standing']

/** Who stands in it, each with the reason; chosen ones are confirmed, taken out, or made an incident of their own. */
export function Members({ seen }: { seen: IncidentSeen }) {
  const { t } = useLingui()
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const mayWork = useMay('ticket.work') && !seen.incident.mergedInto
  const turn = (id: string) => choose(chosen.symmetricDifference(new Set([id])))
  const suggested = seen.members.filter(({ standing }) => standing === 'suggested').map(({ ticket }) => ticket.id)
  return (
    <Section title={t`Who stands in it`} lead={<Rule seen={seen} />}>
      {mayWork ? (
        <Acts incidentId={seen.incident.id} chosen={chosen.size > 0 ? [...chosen] : suggested} isAll={chosen.size === 0} done={() => choose(new Set())} />
      ) : null}
      <ul className="flex flex-col">
        {seen.members.map((member) => (
          <Row key={member.ticket.id} member={member} chosen={chosen.has(member.ticket.id)} turn={mayWork ? () => turn(member.ticket.id) : null} />
        ))}
      </ul>
      {mayWork && chosen.size > 0 ? <SplitForm incidentId={seen.incident.id} chosen={[...chosen]} /> : null}
    </Section>
  )
}

/** What becomes of somebody who is confirmed. */
function Rule({ seen: { incident, updates } }: { seen: IncidentSeen }) {
  if (incident.state === 'open') return <Trans>Whoever is confirmed gets the current word at once, and only then.</Trans>
  if (updates.find(({ state }) => state === 'approved')?.afterwards)
    return <Trans>It is closed. Whoever comes later gets the last word, and their ticket stays open.</Trans>
  return <Trans>It is closed. Whoever comes later is told nothing by itself: open it again if it goes on.</Trans>
}

function Acts({ incidentId, chosen, isAll, done }: { incidentId: string; chosen: readonly string[]; isAll: boolean; done: () => void }) {
  const { t } = useLingui()
  const act = useIncidentAct()
  const settle = async (standing: Standing) => {
    if (await act(() => put(`/incidents/${incidentId}/members`, { ticketIds: chosen, standing }))) done()
  }
  if (chosen.length === 0) return null
  const count = chosen.length
  return (
    <div className="flex flex-wrap gap-2">
      <Button tone="go" onPress={() => void settle('confirmed')}>
        {isAll ? t`Confirm all suggested (${count})` : t`Confirm the chosen (${count})`}
      </Button>
      {isAll ? null : <Button onPress={() => void settle('refused')}>{t`Not this one (${count})`}</Button>}
    </div>
  )
}

function Row({ member, chosen, turn }: { member: Member; chosen: boolean; turn: (() => void) | null }) {
  const { t } = useLingui()
  const standing = useWords(standingWords)
  const network = useWords(networkWords)
  const visibility = useWords(visibilityWords)
  const state = useWords(stateWords)
  const name = (
    <Link to="/inbox/$ticketId" params={{ ticketId: member.ticket.id }} search={{ view: 'all' }} className="font-[560] wrap-anywhere">
      {member.ticket.personName}
    </Link>
  )
  return (
    <li className="flex flex-col gap-1 border-t border-line py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {turn ? (
          <Checkbox isSelected={chosen} onChange={turn} aria-label={member.ticket.personName}>
            {''}
          </Checkbox>
        ) : null}
        {name}
        <span className="figures text-sm text-soft">T-{member.ticket.number}</span>
        <Chip tone={member.standing === 'confirmed' ? 'ok' : member.standing === 'suggested' ? 'warn' : 'plain'}>{standing(member.standing)}</Chip>
        <span className="inline-flex items-center gap-1 text-sm text-soft">
          <NetworkGlyph network={member.network} /> {network(member.network)} <VisibilityGlyph visibility={member.visibility} /> {visibility(member.visibility)}
        </span>
        {member.ticket.state === 'open' ? null : <Chip>{state(member.ticket.state)}</Chip>}
        {member.cameAfter ? <Chip tone="now">{t`came after it was closed`}</Chip> : null}
        <Moment at={member.at} className="text-sm text-soft" />
      </div>
      <p className="max-w-prose text-sm wrap-anywhere">{member.text}</p>
      <Why member={member} />
    </li>
  )
}

function Why({ member }: { member: Member }) {
  const reason = useWords(reasonWords)
  if (member.settledBy) {
    const { name } = member.settledBy
    return (
      <p className="text-xs text-soft">
        <Trans>by {name}</Trans>
      </p>
    )
  }
  return <p className="text-xs text-soft wrap-anywhere">{member.why.map(({ by, what }) => (what ? `${reason(by)}: ${what}` : reason(by))).join(' · ')}</p>
}

function SplitForm({ incidentId, chosen }: { incidentId: string; chosen: readonly string[] }) {
  const { t } = useLingui()
  const [title, write] = useState('')
  const act = useIncidentAct()
  const navigate = useNavigate()
  const split = async (event: FormEvent) => {
    event.preventDefault()
    const seen = await act(() => post(`/incidents/${incidentId}/split`, { ticketIds: chosen, title: title.trim() }))
    if (seen) void navigate({ to: '/watch/incidents/$incidentId', params: { incidentId: seen.incident.id } })
  }
  return (
    <form onSubmit={(event) => void split(event)} className="flex flex-wrap items-end gap-3">
      <TextField label={t`What the chosen have in common`} value={title} onChange={write} maxLength={200} />
      <Button type="submit" isDisabled={title.trim() === ''}>{t`Make them an incident of their own`}</Button>
    </form>
  )
}
