import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { memo, type ReactNode, useDeferredValue } from 'react'
import type { Ticket } from '../contract.ts'
import { address } from '../inbox/row.tsx'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { languageName } from '../ui/language.ts'
import { NetworkGlyph, networkWords, VisibilityGlyph, visibilityWords } from '../ui/network.tsx'
import { Moment } from '../ui/time.tsx'
import { useWords } from '../words/use-words.ts'
import type { ActName } from './act-dialogs.tsx'
import { Clocks } from './clocks.tsx'
import { TicketComplaint } from './complaint.tsx'
import { TicketIncident } from './incident.tsx'
import { TicketStorm } from './storm.tsx'
import { TicketLookAlikes } from './look-alikes.tsx'

export interface AboutProps {
  ticket: Ticket
  ask: (name: ActName) => void
}

/** Beside the conversation, where there is room for it. Going down the queue does not wait for it. */
export function SidePanel({ ticket, ask }: AboutProps) {
  const { t } = useLingui()
  const shown = useDeferredValue(ticket)
  return (
    <aside id="about" tabIndex={-1} aria-label={t`About this ticket`} className="min-h-0 overflow-y-auto border-l border-line bg-panel px-4 max-xl:hidden">
      <About ticket={shown} ask={ask} />
    </aside>
  )
}

/** Who this is, whose it is, and where they have written. */
export const About = memo(function About({ ticket, ask }: AboutProps) {
  const { t, i18n } = useLingui()
  const network = useWords(networkWords)
  const mayWork = useMay('ticket.work')
  return (
    <>
      <section className="py-4 pr-8 xl:pr-0">
        <h2 className="text-[0.9375rem] font-[620] tracking-tight wrap-anywhere">
          <Link to="/people/$personId" params={{ personId: ticket.person.id }} className="text-ink hover:underline">
            {ticket.person.name}
          </Link>
        </h2>
        <p className="wrap-anywhere text-soft">
          {address(ticket.person.handle)} · {network(ticket.network)}
          {ticket.language ? ` · ${languageName(ticket.language, i18n.locale)}` : ''}
        </p>
      </section>
      <Group title={t`Whose it is`}>
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
          <Fact name={t`On it`} value={ticket.assignee?.name ?? t`nobody`} act={mayWork ? () => ask('assign') : undefined} />
          <Fact name={t`Department`} value={ticket.department ?? t`none`} act={mayWork ? () => ask('department') : undefined} />
          <dt className="text-faint">{t`Opened`}</dt>
          <dd className="text-right">
            <Moment at={ticket.openedAt} />
          </dd>
        </dl>
      </Group>
      {ticket.labels.length > 0 || mayWork ? (
        <Group title={t`Labels`}>
          <div className="flex flex-wrap items-center gap-1.5">
            {ticket.labels.map((label) => (
              <Chip key={label}>{label}</Chip>
            ))}
            {mayWork ? (
              <Button
                size="small"
                tone="quiet"
                keys="l"
                className={ticket.labels.length === 0 ? '-ml-2' : ''}
                onPress={() => ask('labels')}
              >{t`Labels…`}</Button>
            ) : null}
          </div>
        </Group>
      ) : null}
      <TicketComplaint ticket={ticket} ask={() => ask('complaint')} />
      <TicketLookAlikes ticket={ticket} />
      <TicketStorm ticket={ticket} />
      <TicketIncident ticket={ticket} ask={() => ask('incident')} />
      <Clocks ticket={ticket} />
      <Threads ticket={ticket} />
      <div className="pointer-coarse:hidden">
        <Keys />
      </div>
    </>
  )
})

/** Those that do something for who reads this. */
function Keys() {
  const { t } = useLingui()
  const [mayReply, mayNote, mayWork] = [useMay('ticket.reply'), useMay('ticket.note'), useMay('ticket.work')]
  return (
    <Group title={t`Keys`}>
      <p className="flex flex-wrap gap-x-2.5 gap-y-1.5 text-soft">
        {mayReply ? <KeyHint keys="r" words={t`reply`} /> : null}
        {mayReply ? <KeyHint keys="h" words={t`public or private`} /> : null}
        {mayNote ? <KeyHint keys="n" words={t`note`} /> : null}
        {mayWork ? <KeyHint keys="z" words={t`snooze`} /> : null}
        <KeyHint keys="?" words={t`all`} />
      </p>
    </Group>
  )
}

function Threads({ ticket }: { ticket: Ticket }) {
  const world = useWords(visibilityWords)
  const { t } = useLingui()
  const network = useWords(networkWords)
  return (
    <Group title={t`Where they wrote`}>
      <ul className="flex flex-col gap-1.5">
        {placesOf(ticket.threads).map(({ thread, count }) => (
          <li key={thread.id} className={`flex items-baseline gap-1.5 ${thread.visibility === 'public' ? 'text-public' : 'text-private'}`}>
            <span className="flex translate-y-0.5 gap-1">
              <VisibilityGlyph visibility={thread.visibility} />
              <NetworkGlyph network={thread.network} />
            </span>
            <span className="min-w-0 wrap-anywhere">
              {network(thread.network)} {world(thread.visibility)}
              {thread.account ? <span className="text-soft"> · {address(thread.account.handle)}</span> : null}
              {thread.subject ? <span className="text-soft"> · {thread.subject}</span> : null}
              {count > 1 ? <span className="figures text-soft"> ×{count}</span> : null}
            </span>
          </li>
        ))}
      </ul>
    </Group>
  )
}

/** Who posts four times to one account began four threads, in one place. */
function placesOf(threads: Ticket['threads']) {
  const places = Map.groupBy(threads, ({ network, visibility, account, subject }) => JSON.stringify([network, visibility, account?.handle, subject]))
  return [...places.values()].flatMap(([thread, ...others]) => (thread ? [{ thread, count: 1 + others.length }] : []))
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line py-3">
      <h3 className="caption mb-2">{title}</h3>
      {children}
    </section>
  )
}

function Fact({ name, value, act }: { name: string; value: string; act: (() => void) | undefined }) {
  return (
    <>
      <dt className="text-faint">{name}</dt>
      <dd className="truncate text-right">
        {act ? (
          <button
            type="button"
            onClick={act}
            aria-label={`${name}: ${value}`}
            className="max-w-full truncate rounded-sm underline decoration-strong underline-offset-3 hover:decoration-current"
          >
            {value}
          </button>
        ) : (
          value
        )}
      </dd>
    </>
  )
}

function KeyHint({ keys, words }: { keys: string; words: string }) {
  return (
    <span className="whitespace-nowrap">
      <Kbd>{keys}</Kbd> {words}
    </span>
  )
}
