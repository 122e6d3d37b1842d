import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { NETWORK_NAMES, type Visibility } from '../../src/domain/network-name.ts'
import { TICKET_STATES } from '../../src/domain/ticket.ts'
import { LOCALES } from '../i18n.ts'
import type { TicketPage } from '../contract.ts'
import { departmentsQuery, labelsQuery, membersQuery, queries } from '../queries.ts'
import { Select } from '../ui/select.tsx'
import { Toggles } from '../ui/toggles.tsx'
import type { Asked } from './filter.ts'
import { useFilterWords } from './use-filter-words.ts'

const ANY = 'any'

/** Everything a view can ask of a ticket. */
export function FilterFields({ asked, ask }: { asked: Asked; ask: (asked: Asked) => void }) {
  const words = useFilterWords()
  const { t } = useLingui()
  const labels = withAsked(useQuery(labelsQuery).data?.items ?? [], asked.labels)
  const [languages] = useState(() => withAsked(languagesHeard(), asked.languages))
  const set = (part: Partial<Asked>) => ask({ ...asked, ...part })
  const toggle = <Field extends 'state' | 'networks' | 'labels' | 'languages'>(field: Field, all: readonly Asked[Field][number][]) => ({
    choices: all.map((id) => ({ id, label: words[field](id) })),
    chosen: asked[field],
    onChange: (chosen: Asked[Field][number][]) => set({ [field]: chosen }),
  })
  return (
    <>
      <Toggles label={t`State`} atLeastOne {...toggle('state', TICKET_STATES)} />
      <Toggles label={t`Networks`} {...toggle('networks', NETWORK_NAMES)} />
      <Selects asked={asked} set={set} />
      {labels.length > 0 ? <Toggles label={t`Labels, all of them on the ticket`} {...toggle('labels', labels)} /> : null}
      <Toggles label={t`Languages`} {...toggle('languages', languages)} />
    </>
  )
}

/** One value each, or any. */
function Selects({ asked, set }: { asked: Asked; set: (part: Partial<Asked>) => void }) {
  const { t } = useLingui()
  const departments = withAsked(useQuery(departmentsQuery).data?.items ?? [], asked.department ? [asked.department] : [])
  const members = useQuery(membersQuery).data?.items.filter(({ active }) => active) ?? []
  const worlds: { id: Visibility | typeof ANY; label: string }[] = [
    { id: ANY, label: t`Public and private` },
    { id: 'public', label: t`Only public` },
    { id: 'private', label: t`Only private` },
  ]
  const people = [
    { id: ANY, label: t`Anybody or nobody` },
    { id: 'me', label: t`Me, whoever is looking` },
    { id: 'nobody', label: t`Nobody` },
    ...members.map(({ id, name }) => ({ id, label: name })),
  ]
  const storms: { id: 'in' | 'out' | typeof ANY; label: string }[] = [
    { id: ANY, label: t`With and without` },
    { id: 'in', label: t`Only of a storm` },
    { id: 'out', label: t`Only of no storm` },
  ]
  const houses = [{ id: '', label: t`Any` }, ...departments.map((name) => ({ id: name, label: name }))]
  return (
    <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
      <Select
        label={t`World`}
        value={asked.visibility ?? ANY}
        choices={worlds}
        onChange={(visibility) => set({ visibility: visibility === ANY ? null : visibility })}
      />
      <Select label={t`On it`} value={asked.assignee ?? ANY} choices={people} onChange={(assignee) => set({ assignee: assignee === ANY ? null : assignee })} />
      <Select label={t`Storm`} value={asked.storm ?? ANY} choices={storms} onChange={(storm) => set({ storm: storm === ANY ? null : storm })} />
      {departments.length > 0 ? (
        <Select label={t`Department`} value={asked.department ?? ''} choices={houses} onChange={(department) => set({ department: department || null })} />
      ) : null}
    </div>
  )
}

/** What is asked for can be seen and taken away, even where no ticket has it any more. */
function withAsked(choices: readonly string[], asked: readonly string[]): string[] {
  return [...new Set([...choices, ...asked])]
}

/** The four of the house, and those of the tickets that this browser has seen. */
function languagesHeard(): string[] {
  const seen = queries
    .getQueriesData<{ pages: TicketPage[] }>({ queryKey: ['tickets'] })
    .flatMap(([, data]) => data?.pages.flatMap((page) => page.items.map(({ language }) => language)) ?? [])
  return [...new Set([...LOCALES, ...seen])].filter((language) => language !== null)
}
