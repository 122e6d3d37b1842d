import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { post } from '../api.ts'
import type { ConsultationItem } from '../contract.ts'
import { showItems } from '../live/apply.ts'
import { calleesQuery, membersQuery } from '../queries.ts'
import { useMe } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { ComboBox } from '../ui/combo-box.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { calleeWords } from '../words/callees.ts'
import { useSayProblem } from '../words/use-say-problem.ts'
import { useWords } from '../words/use-words.ts'
import type { ActDialogProps } from './act-dialogs.tsx'

/** A question to colleagues, inside the ticket. Who the manual wants to be asked stands there already. */
export function ConsultDialog({ ticket, close }: Pick<ActDialogProps, 'ticket' | 'close'>) {
  const { t } = useLingui()
  const sayProblem = useSayProblem()
  const unasked = ticket.gates.consult.find(({ state }) => state === 'unasked')
  const [whom, setWhom] = useState<string | null>(unasked ? `${CALLEE}${unasked.callee}` : null)
  const [question, setQuestion] = useState('')
  const [due, setDue] = useState('')
  const isEnough = whom !== null && question.trim() !== ''
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!isEnough) return
    close()
    const body = { ask: askOf(whom), question: question.trim(), ...(due ? { dueAt: new Date(due).toISOString() } : {}) }
    post<ConsultationItem>(`/tickets/${ticket.id}/consultations`, body).then((item) => showItems(ticket.id, [item]), sayProblem)
  }
  const choices = useChoices(unasked)
  return (
    <Dialog isOpen title={t`Ask colleagues`} onClose={close}>
      <form onSubmit={send} className="flex flex-col gap-4">
        <ComboBox label={t`Whom`} choices={choices} value={whom} onChange={setWhom} />
        <TextField label={t`Question`} rows={3} maxLength={4_000} value={question} onChange={setQuestion} />
        <TextField
          type="datetime-local"
          label={t`Answer expected by (optional)`}
          hint={t`Otherwise halfway to when the customer is to be answered. Their clock runs on.`}
          value={due}
          onChange={setDue}
        />
        <div className="flex justify-end gap-2">
          <Button onPress={close}>{t`Go back`}</Button>
          <Button type="submit" tone="go" isDisabled={!isEnough}>{t`Ask`}</Button>
        </div>
      </form>
    </Dialog>
  )
}

const CALLEE = 'callee:'
const MEMBER = 'member:'

function askOf(whom: string): { callee: string } | { memberId: string } {
  return whom.startsWith(CALLEE) ? { callee: whom.slice(CALLEE.length) } : { memberId: whom.slice(MEMBER.length) }
}

/** Departments and roles first, then the colleagues by name. */
function useChoices(unasked: { callee: string; name: string } | undefined) {
  const me = useMe()
  const words = useWords(calleeWords)
  const callees = useQuery(calleesQuery).data?.items ?? []
  const members = useQuery(membersQuery).data?.items.filter(({ id, active }) => active && id !== me.member.id) ?? []
  const all = !unasked || callees.some(({ callee }) => callee === unasked.callee) ? callees : [unasked, ...callees]
  return [
    ...all.map(({ callee, name }) => ({ id: `${CALLEE}${callee}`, label: words(name) })),
    ...members.map(({ id, name, email }) => ({ id: `${MEMBER}${id}`, label: name, hint: email })),
  ]
}
