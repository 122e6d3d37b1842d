import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { post, put } from '../../api.ts'
import type { StormRoom } from '../../contract.ts'
import { useMay } from '../../shell/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TextField } from '../../ui/field.tsx'
import { TimeAgo } from '../../ui/time.tsx'
import { useWords, type Words } from '../../words/use-words.ts'
import { useStormAct } from './storm-queries.ts'

export type Entry = StormRoom['entries'][number]
type Kind = 'note' | 'task'

const tasks: Words = { 'stop-scheduled': msg`Stop scheduled posts and campaigns` }
const events: Words = { opened: msg`The room was opened`, closed: msg`The storm was closed` }

export function StormTasks({ room }: { room: StormRoom }) {
  const { t } = useLingui()
  const act = useStormAct()
  const mayWrite = useMayWrite(room)
  const words = useWords(tasks)
  const listed = room.entries.filter(({ kind }) => kind === 'task').toReversed()
  const settle = (id: string, isDone: boolean) => void act(() => put<StormRoom>(`/storm-tasks/${id}`, { state: isDone ? 'done' : 'open' }))
  return (
    <>
      {listed.map((task) => (
        <Checkbox key={task.id} isSelected={task.state === 'done'} isDisabled={!mayWrite} onChange={(isDone) => settle(task.id, isDone)}>
          {task.by === null ? words(task.text) : task.text}
        </Checkbox>
      ))}
      {mayWrite ? <Writing room={room} kind="task" label={t`A task`} act={t`Add`} /> : null}
    </>
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

export function useMayWrite({ storm }: StormRoom): boolean {
  return useMay('ticket.note') && storm.closedAt === null
}

function Writing({ room, kind, label, act: actName }: { room: StormRoom; kind: Kind; label: string; act: string }) {
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
        <TextField label={label} value={text} onChange={setText} maxLength={4000} />
      </div>
      <Button type="submit" isDisabled={text.trim() === ''}>
        {actName}
      </Button>
    </form>
  )
}
