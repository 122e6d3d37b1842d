import { useLingui } from '@lingui/react/macro'
import type { Me, Ticket } from '../contract.ts'
import { type Command, useCommands } from '../shell/commands.ts'
import type { ActName } from './act-dialogs.tsx'
import type { Acts } from './use-acts.ts'
import { useIncidentOf } from './incident-of-ticket.ts'

interface Given {
  ticket: Ticket | undefined
  me: Me
  acts: Acts
  ask: (name: ActName) => void
  about: () => void
}

/** What the keys and the palette can do to the open ticket. */
export function useTicketCommands({ ticket, me, acts, ask, about }: Given): void {
  const { t } = useLingui()
  const seeIncident = useIncidentOf(() => ask('incident'))
  const isOurs = ticket?.assignee?.id === me.member.id
  const isClosed = ticket?.state === 'resolved' || ticket?.state === 'left'
  const commands: Command[] = [
    { id: 'assign', group: 'ticket', keys: 'a', label: t`Assign…`, run: () => ask('assign') },
    { id: 'mine', group: 'ticket', keys: 'm', label: isOurs ? t`Give it back` : t`Assign to me`, run: () => void acts.assign(isOurs ? null : me.member) },
    { id: 'department', group: 'ticket', keys: 'd', label: t`Department…`, run: () => ask('department') },
    { id: 'consult', group: 'ticket', keys: 'c', label: t`Ask colleagues…`, run: () => ask('consult') },
    { id: 'hand-on', group: 'ticket', keys: 'u', label: t`Hand on to a supervisor`, run: () => void acts.handOn() },
    { id: 'labels', group: 'ticket', keys: 'l', label: t`Labels…`, run: () => ask('labels') },
    { id: 'resolve', group: 'ticket', keys: 'e', label: isClosed ? t`Reopen` : t`Resolve`, run: () => void (isClosed ? acts.reopen() : acts.resolve()) },
    { id: 'leave', group: 'ticket', keys: 'x', label: t`Leave unanswered…`, run: () => ask('leave') },
    ticket?.state === 'snoozed'
      ? { id: 'wake', group: 'ticket', keys: 'z', label: t`Wake`, run: () => void acts.wake() }
      : { id: 'snooze', group: 'ticket', keys: 'z', label: t`Snooze…`, run: () => ask('snooze') },
    { id: 'complaint', group: 'ticket', keys: 'f', label: t`Formal complaint…`, run: () => ask('complaint') },
    { id: 'incident', group: 'ticket', keys: 'i', label: t`Incident…`, run: () => void (ticket && seeIncident(ticket.id)) },
    { id: 'call', group: 'ticket', label: t`Write down a phone call…`, run: () => ask('call') },
  ]
  const look: Command = { id: 'about', group: 'ticket', keys: 'o', label: t`About this ticket`, run: about }
  useCommands(ticket ? [...allowed(me, commands), look] : [])
}

/** Of these, what a role may do: asking colleagues takes no more than a note. */
function allowed({ abilities }: Me, commands: Command[]): Command[] {
  if (abilities.includes('ticket.work')) return commands
  return abilities.includes('ticket.note') ? commands.filter(({ id }) => id === 'consult') : []
}
