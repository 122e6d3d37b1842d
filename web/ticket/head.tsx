import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { address } from '../inbox/row.tsx'
import type { Me, Ticket } from '../contract.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { exactly } from '../ui/time.tsx'
import { stateWords } from '../words/states.ts'
import { useWords } from '../words/use-words.ts'
import type { ActName } from './act-dialogs.tsx'
import type { Acts } from './use-acts.ts'

export interface HeadProps {
  ticket: Ticket
  me: Me
  view: string
  acts: Acts
  ask: (name: ActName) => void
  about: () => void
  close: () => void
}

export function Head({ ticket, me, acts, ask, about, close }: HeadProps) {
  const { t, i18n } = useLingui()
  const state = useWords(stateWords)
  return (
    <header className="flex flex-wrap items-center gap-x-2.5 @max-md:flex-nowrap @max-md:gap-x-1 gap-y-1.5 border-b border-line bg-panel py-2 pr-4 pl-5 max-md:pl-2">
      <Button tone="quiet" size="icon" aria-label={t`Back to the list`} onPress={close} className="md:hidden!">
        <Icon name="back" />
      </Button>
      <div className="min-w-40 flex-1 @max-md:min-w-0">
        <h1 id="ticket-title" className="truncate text-lg font-[620] tracking-tight">
          {ticket.subject ?? ticket.person.name}
        </h1>
        <p className="flex items-center gap-1.5 overflow-hidden text-xs text-soft">
          <span className="figures shrink-0">T-{ticket.number} ·</span>
          <Link to="/people/$personId" params={{ personId: ticket.person.id }} className="min-w-0 truncate text-soft hover:underline">
            {ticket.subject ? `${ticket.person.name} ` : ''}
            {address(ticket.person.handle)}
          </Link>
          {ticket.state === 'open' ? null : <Chip title={ticket.snoozedUntil ? exactly(ticket.snoozedUntil, i18n.locale) : ''}>{state(ticket.state)}</Chip>}
          <span className="flex min-w-0 flex-1 gap-1.5 overflow-hidden mask-r-from-[calc(100%-14px)]">
            <Present ticket={ticket} me={me} />
          </span>
        </p>
      </div>
      <div className="flex items-center gap-1.5 @max-md:gap-0.5">
        {me.abilities.includes('ticket.work') ? <HeadActs ticket={ticket} me={me} acts={acts} ask={ask} /> : null}
        <Button size="icon" tone="quiet" aria-label={t`About this ticket`} onPress={about} className="xl:hidden!">
          <Icon name="panel" />
        </Button>
      </div>
    </header>
  )
}

/** Who else is here. Polite: a change is said once, and only when it is about writing. */
function Present({ ticket, me }: { ticket: Ticket; me: Me }) {
  const { t } = useLingui()
  return ticket.present
    .filter(({ member }) => member.id !== me.member.id)
    .map(({ member, doing }) => (
      <Chip key={member.id} tone={doing === 'typing' ? 'note' : 'plain'}>
        <Icon name={doing === 'typing' ? 'note' : 'person'} size={11} />
        {doing === 'typing' ? t`${member.name} is writing` : t`${member.name} is looking`}
      </Chip>
    ))
}

function HeadActs({ ticket, me, acts, ask }: Omit<HeadProps, 'view' | 'about' | 'close'>) {
  const { t } = useLingui()
  const isOurs = ticket.assignee?.id === me.member.id
  const isClosed = ticket.state === 'resolved' || ticket.state === 'left'
  const more = [
    { id: 'assign', label: t`Assign…`, keys: 'a', act: () => ask('assign') },
    { id: 'department', label: t`Department…`, keys: 'd', act: () => ask('department') },
    { id: 'labels', label: t`Labels…`, keys: 'l', act: () => ask('labels') },
    { id: 'consult', label: t`Ask colleagues…`, keys: 'c', act: () => ask('consult') },
    { id: 'hand-on', label: t`Hand on to a supervisor`, keys: 'u', act: () => void acts.handOn() },
    ticket.state === 'snoozed'
      ? { id: 'wake', label: t`Wake`, keys: 'z', act: () => void acts.wake() }
      : { id: 'snooze', label: t`Snooze…`, keys: 'z', act: () => ask('snooze') },
    { id: 'leave', label: t`Leave unanswered…`, keys: 'x', act: () => ask('leave') },
    { id: 'complaint', label: t`Formal complaint…`, keys: 'f', act: () => ask('complaint') },
    { id: 'call', label: t`Write down a phone call…`, act: () => ask('call') },
  ]
  return (
    <>
      {isOurs ? null : (
        <Button keys="m" onPress={() => void acts.assign(me.member)} className="@max-md:hidden!">
          {t`Assign to me`}
        </Button>
      )}
      <Button keys="e" onPress={() => void (isClosed ? acts.reopen() : acts.resolve())}>
        {isClosed ? t`Reopen` : t`Resolve`}
      </Button>
      <Menu label={t`More about this ticket`} items={more}>
        <Button size="icon" tone="quiet" aria-label={t`More about this ticket`}>
          <Icon name="more" />
        </Button>
      </Menu>
    </>
  )
}
