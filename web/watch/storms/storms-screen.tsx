import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { post } from '../../api.ts'
import type { Storm, StormRoom } from '../../contract.ts'
import { useMay } from '../../shell/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { TimeAgo } from '../../ui/time.tsx'
import { stormsQuery, useStormAct } from './storm-queries.ts'
import { useStormName } from './use-storm-name.ts'

/** Every volume far beyond its normal, now and before. */
export function StormsScreen() {
  const { t } = useLingui()
  const mayLead = useMay('storm.lead')
  const [isOpening, setOpening] = useState(false)
  const { data, error, refetch } = useQuery(stormsQuery)
  const acts = mayLead ? <Button onPress={() => setOpening(true)}>{t`Open a room`}</Button> : null
  return (
    <Page title={t`Storms`} lead={t`A volume far beyond its normal, made by many people: each has a room.`} acts={acts}>
      {data ? <List storms={data.items} /> : error ? <Failed problem={error} retry={() => void refetch()} /> : <Loading />}
      {isOpening ? <Opening close={() => setOpening(false)} /> : null}
    </Page>
  )
}

function List({ storms }: { storms: readonly Storm[] }) {
  const { t } = useLingui()
  if (storms.length === 0)
    return (
      <Empty title={t`No storm`}>
        <Trans>A volume far beyond its normal opens a room here.</Trans>
      </Empty>
    )
  return (
    <ul aria-label={t`Storms`}>
      {storms.map((storm) => (
        <Row key={storm.id} storm={storm} />
      ))}
    </ul>
  )
}

function Row({ storm: { id, title, named, level, openedAt, openedBy, closedAt, cause } }: { storm: Storm }) {
  const { t } = useLingui()
  const name = useStormName()
  return (
    <li className="flex flex-col gap-1 border-t border-line py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link to="/watch/storms/$stormId" params={{ stormId: id }} className="font-[560] wrap-anywhere">
          {name(title, named)}
        </Link>
        {closedAt === null ? <Chip tone="now">{t`now`}</Chip> : <Chip>{t`over`}</Chip>}
        {level === null ? null : <Chip tone="warn">{level}</Chip>}
      </div>
      <p className="text-sm text-soft">
        <TimeAgo at={openedAt} /> · {openedBy ? t`opened by ${openedBy.name}` : t`raised by an alarm`}
        {cause === null ? null : ` · ${cause}`}
      </p>
    </li>
  )
}

function Opening({ close }: { close: () => void }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const act = useStormAct()
  const [title, setTitle] = useState('')
  const open = async () => {
    const room = await act(() => post<StormRoom>('/storms', { title: title.trim() }))
    if (room) void navigate({ to: '/watch/storms/$stormId', params: { stormId: room.storm.id } })
  }
  const foot = (
    <Button tone="go" type="submit" form="open-storm" isDisabled={title.trim() === ''}>
      {t`Open the room`}
    </Button>
  )
  return (
    <Dialog title={t`Open a room`} isOpen onClose={close} foot={foot}>
      <form
        id="open-storm"
        onSubmit={(event) => {
          event.preventDefault()
          if (title.trim() !== '') void open()
        }}
      >
        <TextField label={t`What it is about`} value={title} onChange={setTitle} maxLength={120} />
      </form>
    </Dialog>
  )
}
