import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import type { WaitingPage } from '../contract.ts'
import { useCommands } from '../shell/commands.ts'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { TimeAgo } from '../ui/time.tsx'
import { pagesQuery } from './pages-query.ts'
import { useLed } from './use-led.ts'
import { useTake } from './use-take.ts'

/** Above every screen while a ticket calls this person, or was taken by nobody. The open ticket says it itself. */
export function PageBanner() {
  const path = useLocation({ select: (location) => location.pathname })
  const { data = [] } = useQuery(pagesQuery)
  useLed()
  const waiting = data.filter(({ ticketId }) => path !== `/inbox/${ticketId}`)
  const first = waiting.find(({ mine }) => mine) ?? waiting[0]
  return first ? <Called page={first} others={new Set(waiting.map(({ ticketId }) => ticketId)).size - 1} /> : null
}

function Called({ page, others }: { page: WaitingPage; others: number }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const mayTake = useMay('ticket.reply')
  const take = useTake()
  const open = () => void navigate({ to: '/inbox/$ticketId', params: { ticketId: page.ticketId }, search: { view: 'all' } })
  const have = async () => {
    open()
    await take(page)
  }
  useCommands([
    { id: 'page-open', group: 'go', keys: 'g p', label: t`Go to: the ticket that calls you`, run: open },
    ...(mayTake ? [{ id: 'page-take', group: 'ticket' as const, keys: 'p', label: t`I have it`, run: () => void have() }] : []),
  ])
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-now bg-panel px-4 py-2">
      <Icon name="bell" size={17} className="text-now" />
      <p className="min-w-0 flex-1 basis-48 wrap-anywhere">
        <strong className="font-[620] text-now">
          {page.mine ? <Trans>T-{page.number} needs you now</Trans> : <Trans>Nobody has taken T-{page.number}</Trans>}
        </strong>{' '}
        <span className="text-soft">
          {page.person} · {page.callee} · <TimeAgo at={page.beganAt} />
          {others > 0 ? (
            <>
              {' '}
              · <Plural value={others} one="one more waits" other="# more wait" />
            </>
          ) : null}
        </span>
      </p>
      <span className="flex gap-1.5">
        <Button size="small" onPress={open}>{t`Open`}</Button>
        {mayTake ? (
          <Button size="small" tone="go" keys="p" onPress={() => void have()}>
            {t`I have it`}
          </Button>
        ) : null}
      </span>
    </div>
  )
}
