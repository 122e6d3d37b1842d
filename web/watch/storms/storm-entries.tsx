import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { post, put } from '../../api.ts'
import type { StormRoom } from '../../contract.ts'
import { useMay, useMe } from '../../shell/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TextField } from '../../ui/field.tsx'
import { TimeAgo } from '../../ui/time.tsx'
import { useWords, type Words } from '../../words/use-words.ts'
import { useStormAct } from './storm-queries.ts'

type Entry = StormRoom['entries'][number]
type Kind = 'note' | 'task' | 'statement'

const entryStates: Words = { waiting: msg`waits for approval`, approved: msg`approved: this is what we say`, returned: msg`returned` }
const events: Words = { opened: msg`The room was opened`, closed: msg`The storm was closed` }

export function StormTasks({ room }: { room: StormRoom }) {
  const { t } = useLingui()
  const act = useStormAct()
  const mayWrite = useMayWrite(room)
  const tasks = room.entries.filter(({ kind }) => kind === 'task').toReversed()
  const settle = (id: string, isDone: boolean) => void act(() => put<StormRoom>(`/storm-tasks/${id}`, { state: isDone ? 'done' : 'open' }))
  return (
    <>
      {tasks.map((task) => (
        <Checkbox key={task.id} isSelected={task.state === 'done'} isDisabled={!mayWrite} onChange={(isDone) => settle(task.id, isDone)}>
          {task.text}
        </Checkbox>
      ))}
      {mayWrite ? <Writing room={room} kind="task" label={t`A task`} act={t`Add`} /> : null}
    </>
  )
}

/** What we say, once somebody else than its writer has approved it. */
export function StormStatements({ room }: { room: StormRoom }) {
  const { t } = useLingui()
  const mayWrite = useMayWrite(room)
  return (
    <>
      {room.entries
        .filter(({ kind }) => kind === 'statement')
        .map((entry) => (
          <Statement key={entry.id} entry={entry} />
        ))}
      {mayWrite ? <Writing room={room} kind="statement" label={t`A statement`} act={t`Ask for approval`} rows={3} /> : null}
    </>
  )
}

function Statement({ entry }: { entry: Entry }) {
  const { t } = useLingui()
  const act = useStormAct()
  const words = useWords(entryStates)
  const me = useMe()
  const mayApprove = useMay('storm.lead') && entry.state === 'waiting' && entry.by?.id !== me.member.id
  const settle = (state: 'approved' | 'returned') => void act(() => put<StormRoom>(`/storm-statements/${entry.id}`, { state }))
  return (
    <article className="flex flex-col gap-1.5 border-l-2 border-line pl-3">
      <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
        {entry.text}
      </p>
      <p className="flex flex-wrap items-center gap-2 text-sm text-soft">
        <span>
          {entry.by?.name} · <TimeAgo at={entry.at} />
        </span>
        <Chip tone={entry.state === 'approved' ? 'ok' : 'plain'}>{words(entry.state ?? '')}</Chip>
        {entry.settledBy ? entry.settledBy.name : null}
      </p>
      {mayApprove ? (
        <div className="flex gap-2">
          <Button tone="go" onPress={() => settle('approved')}>{t`Approve`}</Button>
          <Button onPress={() => settle('returned')}>{t`Return`}</Button>
        </div>
      ) : null}
    </article>
  )
}

export function StormLog({ room }: { room: StormRoom }) {
  const { t } = useLingui()
  const mayWrite = useMayWrite(room)
  const words = useWords(events)
  const said = ({ kind, text }: Entry) => {
    if (kind !== 'event') return text
    const level = text.startsWith('level:') ? text.slice(6) : null
    if (level === null) return words(text)
    return level === '' ? t`No crisis level any more` : t`Crisis level: ${level}`
  }
  return (
    <>
      {mayWrite ? <Writing room={room} kind="note" label={t`A line for the log`} act={t`Write`} /> : null}
      <ol className="flex flex-col gap-1.5">
        {room.entries
          .filter(({ kind }) => kind === 'note' || kind === 'event')
          .map((entry) => (
            <li key={entry.id} className="text-sm wrap-anywhere">
              {said(entry)}{' '}
              <span className="text-soft">
                {entry.by ? `${entry.by.name} · ` : ''}
                <TimeAgo at={entry.at} />
              </span>
            </li>
          ))}
      </ol>
    </>
  )
}

function useMayWrite({ storm }: StormRoom): boolean {
  return useMay('ticket.note') && storm.closedAt === null
}

function Writing({ room, kind, label, act: actName, rows }: { room: StormRoom; kind: Kind; label: string; act: string; rows?: number }) {
  const act = useStormAct()
  const [text, setText] = useState('')
  const write = async () => {
    if (await act(() => post<StormRoom>(`/storms/${room.storm.id}/entries`, { kind, text: text.trim() }))) setText('')
  }
  return (
    <form
      className="flex flex-wrap items-end justify-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') void write()
      }}
    >
      <div className="min-w-60 flex-1">
        <TextField label={label} value={text} onChange={setText} maxLength={4000} {...(rows === undefined ? {} : { rows })} />
      </div>
      <Button type="submit" isDisabled={text.trim() === ''}>
        {actName}
      </Button>
    </form>
  )
}
