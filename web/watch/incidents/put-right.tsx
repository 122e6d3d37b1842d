import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { patch, post } from '../../api.ts'
import type { Incident } from '../../contract.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { incidentsQuery } from './incident-queries.ts'
import { useIncidentAct } from './use-incident-act.ts'

export function RenameForm({ incident }: { incident: Incident }) {
  const { t } = useLingui()
  const [title, write] = useState(incident.title)
  const act = useIncidentAct()
  const rename = (event: FormEvent) => {
    event.preventDefault()
    void act(() => patch(`/incidents/${incident.id}`, { title: title.trim() }))
  }
  return (
    <form onSubmit={rename} className="flex flex-wrap items-end gap-3">
      <TextField label={t`What it is called`} hint={t`Staff on site read it without signing in: name nobody.`} value={title} onChange={write} maxLength={200} />
      <Button type="submit" isDisabled={title.trim() === '' || (title.trim() === incident.title && title.trim() === incident.siteTitle)}>{t`Rename`}</Button>
    </form>
  )
}

/** Another open incident that turns out to be the same. */
export function MergeForm({ incident }: { incident: Incident }) {
  const { t } = useLingui()
  const [from, choose] = useState('')
  const act = useIncidentAct()
  const list = useInfiniteQuery(incidentsQuery('open'))
  const others = (list.data?.pages ?? []).flatMap(({ items }) => items).filter(({ id }) => id !== incident.id)
  if (others.length === 0) return null
  const merge = async (event: FormEvent) => {
    event.preventDefault()
    if (await act(() => post(`/incidents/${incident.id}/merge`, { from }))) choose('')
  }
  return (
    <form onSubmit={(event) => void merge(event)} className="flex flex-wrap items-end gap-3">
      <Select
        label={t`The same as`}
        value={from}
        placeholder={t`Choose an incident`}
        choices={others.map(({ id, number, title }) => ({ id, label: `I-${number} ${title}` }))}
        onChange={choose}
      />
      <Button type="submit" isDisabled={from === ''}>{t`Put it into this one`}</Button>
    </form>
  )
}
