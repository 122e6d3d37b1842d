import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { post } from '../api.ts'
import type { CallBody, MessageItem } from '../contract.ts'
import { showItems } from '../live/apply.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { callWords } from '../words/calls.ts'
import { useSayProblem } from '../words/use-say-problem.ts'
import { useWords } from '../words/use-words.ts'
import type { ActDialogProps } from './act-dialogs.tsx'

const OUTCOMES = ['spoke', 'no-answer', 'voicemail', 'call-back'] as const

/** A call is a message too: what was said on the phone stands in line with the rest. */
export function CallDialog({ ticket, close }: ActDialogProps) {
  const { t } = useLingui()
  const ended = useWords(callWords)
  const sayProblem = useSayProblem()
  const [call, setCall] = useState(() => ({
    direction: 'out' as CallBody['direction'],
    outcome: 'spoke' as CallBody['outcome'],
    minutes: '5',
    number: '',
    text: '',
  }))
  const set = (part: Partial<typeof call>) => setCall({ ...call, ...part })
  const keep = async (event: FormEvent) => {
    event.preventDefault()
    const minutes = Number(call.minutes)
    const body: CallBody = { ...call, minutes, number: call.number || undefined, at: new Date(Date.now() - minutes * 60_000).toISOString() }
    try {
      showItems(ticket.id, [await post<MessageItem>(`/tickets/${ticket.id}/calls`, body)])
      close()
    } catch (problem) {
      sayProblem(problem)
    }
  }
  const directions = [
    { id: 'out', label: t`We called` },
    { id: 'in', label: t`They called` },
  ] as const
  const outcomes = OUTCOMES.map((id) => ({ id, label: ended(id) }))
  return (
    <Dialog isOpen title={t`A phone call`} onClose={close}>
      <form onSubmit={(event) => void keep(event)} className="flex flex-col gap-3">
        <div className="grid grid-cols-2 gap-3">
          <Select label={t`Who called`} value={call.direction} choices={directions} onChange={(direction) => set({ direction })} />
          <Select label={t`How it ended`} value={call.outcome} choices={outcomes} onChange={(outcome) => set({ outcome })} />
          <TextField label={t`Minutes`} inputMode="numeric" pattern="[0-9]{1,4}" isRequired value={call.minutes} onChange={(minutes) => set({ minutes })} />
          <TextField label={t`Number`} type="tel" value={call.number} onChange={(number) => set({ number })} />
        </div>
        <TextField label={t`What was said`} rows={4} isRequired value={call.text} onChange={(text) => set({ text })} />
        <div className="flex justify-end gap-2">
          <Button onPress={close}>{t`Go back`}</Button>
          <Button type="submit" tone="go">{t`Keep the call`}</Button>
        </div>
      </form>
    </Dialog>
  )
}
