import { useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { post, remove } from '../api.ts'
import type { Handover } from '../contract.ts'
import { queries } from '../queries.ts'
import { useMay, useMe } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { TextField } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Moment } from '../ui/time.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'

const again = () => queries.invalidateQueries({ queryKey: ['handover'] })

/** What those of the shift leave in a sentence, and the place to write one. */
export function ShiftNotes({ notes }: Pick<Handover, 'notes'>) {
  const { t } = useLingui()
  const mayWrite = useMay('ticket.note')
  return (
    <>
      {notes.length > 0 ? (
        <ul className="flex flex-col gap-2">
          {notes.map((note) => (
            <Note key={note.id} note={note} />
          ))}
        </ul>
      ) : (
        <p className="text-soft">{t`Nobody has left a note in this time.`}</p>
      )}
      {mayWrite ? <NewNote /> : null}
    </>
  )
}

function Note({ note }: { note: Handover['notes'][number] }) {
  const { t } = useLingui()
  const me = useMe()
  const sayProblem = useSayProblem()
  const takeBack = useMutation({ mutationFn: () => remove(`/handover/notes/${note.id}`), onError: sayProblem, onSettled: again })
  return (
    <li className="flex items-start gap-2 rounded-md border border-note-line bg-note-wash px-3 py-2 print:break-inside-avoid">
      <div className="min-w-0 flex-1">
        <p dir="auto" className="wrap-anywhere whitespace-pre-line text-ink">
          {note.text}
        </p>
        <p className="text-xs text-soft">
          {note.by.name} · <Moment at={note.at} />
        </p>
      </div>
      {note.by.id === me.member.id ? (
        <Button
          tone="quiet"
          size="icon"
          className="-my-1 -mr-2 print:hidden"
          aria-label={t`Take this note back`}
          isPending={takeBack.isPending}
          onPress={() => takeBack.mutate()}
        >
          <Icon name="trash" size={16} />
        </Button>
      ) : null}
    </li>
  )
}

function NewNote() {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const leave = useMutation({
    mutationFn: () => post('/handover/notes', { text: text.trim() }),
    onSuccess: () => {
      setText('')
      return again()
    },
  })
  return (
    <div className="max-w-lg print:hidden">
      <Form act={t`Leave the note`} onSend={leave.mutate} isSending={leave.isPending} problem={leave.error}>
        <TextField
          label={t`A note for the next shift`}
          placeholder={t`What they should know first, in a sentence`}
          rows={2}
          maxLength={1_000}
          value={text}
          onChange={setText}
          isRequired
        />
      </Form>
    </div>
  )
}
