import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { Ticket, TicketPages, WaitingPage } from '../contract.ts'
import { useCommands } from '../shell/commands.ts'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Moment } from '../ui/time.tsx'
import { callCodeWords, callStateWords, meansWords } from '../words/pages.ts'
import { useWords } from '../words/use-words.ts'
import { pagesQuery, ticketPagesQuery } from './pages-query.ts'
import { useTake } from './use-take.ts'

/** On the ticket that calls: who was called, who is next, and one key to take it. */
export function PageNotice({ ticket }: { ticket: Ticket }) {
  const { data = [] } = useQuery(pagesQuery)
  const waiting = data.filter(({ ticketId }) => ticketId === ticket.id)
  const first = waiting.find(({ mine }) => mine) ?? waiting[0]
  return first ? <Calling page={first} /> : null
}

function Calling({ page }: { page: WaitingPage }) {
  const { t } = useLingui()
  const mayTake = useMay('ticket.reply')
  const take = useTake()
  const { data = [] } = useQuery(ticketPagesQuery(page.ticketId))
  useCommands(mayTake ? [{ id: 'page-take', group: 'ticket', keys: 'p', label: t`I have it`, run: () => void take(page) }] : [])
  const open = data.filter(({ endedAt }) => endedAt === null)
  return (
    <section aria-label={t`Who was called`} className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b border-now bg-panel px-5 py-2.5">
      <Icon name="bell" size={17} className="mt-0.5 text-now" />
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-[620] text-now">
          {page.exhausted ? <Trans>Everybody was called, and nobody has taken it</Trans> : <Trans>This ticket needs somebody now</Trans>}
        </p>
        <ul className="text-sm text-soft">
          {open.map((one) => (
            <OnePage key={one.id} page={one} />
          ))}
        </ul>
      </div>
      {mayTake ? (
        <Button tone="go" size="small" keys="p" onPress={() => void take(page)}>
          {t`I have it`}
        </Button>
      ) : null}
    </section>
  )
}

function OnePage({ page: { callee, calls, nextAt, exhausted } }: { page: TicketPages['items'][number] }) {
  const { t } = useLingui()
  const state = useWords(callStateWords)
  const means = useWords(meansWords)
  const why = useWords(callCodeWords)
  const said = calls.map(({ member, by, state: how, code, standsInFor }) => {
    const ended = code && how !== 'sent' ? `${state(how)}: ${why(code)}` : state(how)
    const whom = standsInFor ? t`${member.name} (for “${standsInFor}”, whom nobody here matches)` : member.name
    return `${whom} · ${means(by)} · ${ended}`
  })
  return (
    <li className="wrap-anywhere">
      <strong className="font-[560]">{callee}</strong>: {said.join('; ')}
      {nextAt && !exhausted ? (
        <>
          {' '}
          · <Trans>next step</Trans> <Moment at={nextAt} />
        </>
      ) : null}
    </li>
  )
}
