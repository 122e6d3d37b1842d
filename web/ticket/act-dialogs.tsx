import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { LEAVE_REASONS, type LeaveReason } from '../../src/domain/leave-reason.ts'
import type { Ticket } from '../contract.ts'
import { departmentsQuery, membersQuery } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Chooser } from '../ui/chooser.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { leaveWords } from '../words/leavings.ts'
import { CallDialog } from './call-dialog.tsx'
import { ComplaintDialog } from './complaint-dialog.tsx'
import { ConsultDialog } from './consult-dialog.tsx'
import { IncidentDialog } from './join-incident.tsx'
import { LabelsDialog } from './labels-dialog.tsx'
import { SnoozeDialog } from './snooze-dialog.tsx'
import type { Acts } from './use-acts.ts'

export type ActName = 'consult' | 'assign' | 'department' | 'labels' | 'snooze' | 'leave' | 'call' | 'complaint' | 'incident'

export interface ActDialogProps {
  ticket: Ticket
  acts: Acts
  close: () => void
}

const DIALOGS = {
  consult: ConsultDialog,
  assign: AssignDialog,
  department: DepartmentDialog,
  labels: LabelsDialog,
  snooze: SnoozeDialog,
  leave: LeaveDialog,
  call: CallDialog,
  complaint: ComplaintDialog,
  incident: IncidentDialog,
}

/** The questions behind the keys; brought to the browser when the first of them is asked. */
export function ActDialogs({ name, ...rest }: ActDialogProps & { name: ActName }) {
  const Asked = DIALOGS[name]
  return <Asked {...rest} />
}

const NOBODY = 'nobody'

function AssignDialog({ ticket, acts, close }: ActDialogProps) {
  const { t } = useLingui()
  const members = useQuery(membersQuery).data?.items.filter(({ active }) => active) ?? []
  const choices = members.map(({ id, name, email }) => ({ id, label: name, hint: email, isChosen: id === ticket.assignee?.id }))
  const choose = (id: string) => {
    close()
    void acts.assign(members.find((member) => member.id === id) ?? null)
  }
  return (
    <Dialog isOpen title={t`Who takes it?`} onClose={close}>
      <Chooser
        label={t`Name`}
        empty={t`Nobody of that name.`}
        choices={[...choices, { id: NOBODY, label: t`Nobody for now`, isChosen: !ticket.assignee }]}
        onChoose={choose}
      />
    </Dialog>
  )
}

function DepartmentDialog({ ticket, acts, close }: ActDialogProps) {
  const { t } = useLingui()
  const used = useQuery(departmentsQuery).data?.items ?? []
  const choices = used.map((name) => ({ id: name, label: name, isChosen: name === ticket.department }))
  const move = (department: string | null) => {
    close()
    void acts.move(department)
  }
  return (
    <Dialog isOpen title={t`Which department?`} onClose={close}>
      <Chooser
        label={t`Department`}
        empty={t`No department of that name yet.`}
        choices={[...choices, { id: '', label: t`None`, isChosen: !ticket.department }]}
        onChoose={(id) => move(id || null)}
        other={(text) => ({ id: text, label: t`New: ${text}`, icon: 'plus' })}
        onOther={move}
      />
    </Dialog>
  )
}

/** Left unanswered on purpose: with a reason and a name, never by accident. A digit chooses the reason until something is written. */
function LeaveDialog({ acts, close }: ActDialogProps) {
  const { t } = useLingui()
  const [reason, setReason] = useState<LeaveReason>('other')
  const [sentence, setSentence] = useState('')
  const words = sentence.trim()
  const isEnough = reason === 'other' ? words.length >= 3 : words.length !== 1 && words.length !== 2
  const leave = (event: FormEvent) => {
    event.preventDefault()
    if (!isEnough) return
    close()
    void acts.leave(reason === 'other' ? words : [reason, words].filter(Boolean).join(': '))
  }
  const choose = (event: KeyboardEvent) => {
    const chosen = LEAVE_REASONS[Number(event.key) - 1]
    if (!chosen || sentence !== '' || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    setReason(chosen)
  }
  return (
    <Dialog isOpen title={t`Leave it unanswered?`} onClose={close}>
      <form onSubmit={leave} onKeyDownCapture={choose} className="flex flex-col gap-4">
        <Reasons chosen={reason} onChoose={setReason} />
        <TextField
          label={reason === 'other' ? t`Why` : t`Why, in your words (optional)`}
          hint={t`Kept on the ticket with your name. They are not told.`}
          value={sentence}
          onChange={setSentence}
        />
        <div className="flex justify-end gap-2">
          <Button onPress={close}>{t`Go back`}</Button>
          <Button type="submit" tone="go" isDisabled={!isEnough}>{t`Leave it`}</Button>
        </div>
      </form>
    </Dialog>
  )
}

function Reasons({ chosen, onChoose }: { chosen: LeaveReason; onChoose: (reason: LeaveReason) => void }) {
  const { t, i18n } = useLingui()
  return (
    <ul aria-label={t`Reason`} className="grid gap-0.5 sm:grid-cols-2">
      {LEAVE_REASONS.map((reason, n) => (
        <li key={reason}>
          <button
            type="button"
            aria-pressed={reason === chosen}
            aria-keyshortcuts={String(n + 1)}
            onClick={() => onChoose(reason)}
            className="flex w-full items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-left hover:bg-accent-wash aria-pressed:bg-accent-wash aria-pressed:font-[560]"
          >
            <Kbd>{n + 1}</Kbd>
            {i18n._(leaveWords[reason])}
          </button>
        </li>
      ))}
    </ul>
  )
}
