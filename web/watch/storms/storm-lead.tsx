import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { patch, post } from '../../api.ts'
import type { StormRoom } from '../../contract.ts'
import { membersQuery } from '../../queries.ts'
import { useMay } from '../../shell/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { useStormAct } from './storm-queries.ts'

const NONE = 'none'

/** Its level, who speaks, and its end. */
export function StormLead({ room }: { room: StormRoom }) {
  const { t } = useLingui()
  const { storm } = room
  const mayLead = useMay('storm.lead') && storm.closedAt === null
  if (mayLead) return <Leading room={room} />
  const spoken = storm.spokesperson?.name
  return (
    <p className="flex flex-wrap gap-2">
      {storm.level === null ? null : <Chip tone="warn">{storm.level}</Chip>}
      {spoken ? <Chip>{t`speaks: ${spoken}`}</Chip> : null}
      {storm.closedAt === null ? null : <Chip>{t`over`}</Chip>}
      {storm.cause === null ? null : <span>{storm.cause}</span>}
    </p>
  )
}

function Leading({ room: { storm, levels } }: { room: StormRoom }) {
  const { t } = useLingui()
  const act = useStormAct()
  const [isClosing, setClosing] = useState(false)
  const { data } = useQuery(membersQuery)
  const change = (body: object) => void act(() => patch<StormRoom>(`/storms/${storm.id}`, body))
  const people = data?.items.filter(({ active }) => active) ?? []
  return (
    <div className="flex flex-wrap items-end gap-3">
      {levels.length > 0 ? (
        <div className="w-44">
          <Select
            label={t`Crisis level`}
            value={storm.level ?? NONE}
            choices={[{ id: NONE, label: t`none` }, ...levels.map((id) => ({ id, label: id }))]}
            onChange={(level) => change({ level: level === NONE ? null : level })}
          />
        </div>
      ) : null}
      <div className="w-56">
        <Select
          label={t`Spokesperson`}
          value={storm.spokesperson?.id ?? NONE}
          choices={[{ id: NONE, label: t`nobody yet` }, ...people.map(({ id, name }) => ({ id, label: name }))]}
          onChange={(id) => change({ spokesperson: id === NONE ? null : id })}
        />
      </div>
      <Button onPress={() => setClosing(true)}>{t`Close the storm`}</Button>
      {isClosing ? <Closing id={storm.id} close={() => setClosing(false)} /> : null}
    </div>
  )
}

function Closing({ id, close }: { id: string; close: () => void }) {
  const { t } = useLingui()
  const act = useStormAct()
  const [cause, setCause] = useState('')
  const end = async () => {
    if (await act(() => post<StormRoom>(`/storms/${id}/closing`, { cause: cause.trim() }))) close()
  }
  const foot = (
    <Button tone="go" isDisabled={cause.trim() === ''} onPress={() => void end()}>
      {t`Close with a report`}
    </Button>
  )
  return (
    <Dialog title={t`Close the storm`} isOpen onClose={close} foot={foot}>
      <TextField label={t`What its cause was`} value={cause} onChange={setCause} maxLength={1000} rows={3} />
    </Dialog>
  )
}
