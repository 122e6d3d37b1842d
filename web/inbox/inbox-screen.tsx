import { Trans, useLingui } from '@lingui/react/macro'
import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { bringRest } from '../shell/bring-rest.ts'
import { density } from '../theme.ts'
import { Kbd } from '../ui/kbd.tsx'
import { Empty, Loading } from '../ui/states.tsx'
import { ChosenBar } from './chosen-bar.tsx'
import { ListBar } from './list-bar.tsx'
import { OpenStorms } from './open-storms.tsx'
import { TicketList } from './ticket-list.tsx'
import { useChosen } from './use-chosen.ts'
import { useOpenTicket } from './use-open-ticket.ts'
import { useRows } from './use-rows.ts'
import { useWalk } from './use-walk.ts'

export const bringTicketPane = () => import('../ticket/ticket-pane.tsx')
const TicketPane = lazy(async () => ({ default: (await bringTicketPane()).TicketPane }))

/** The queue and the ticket that is open. On a phone one at a time. */
export function InboxScreen() {
  const { t } = useLingui()
  const { view } = useSearch({ from: '/inside/inbox' })
  const list = useRows(view)
  const shape = density.use()
  const { openId, open, close } = useOpenTicket(view)
  const { next } = useWalk(list, openId, open)
  const chosen = useChosen(view)
  useEffect(() => bringRest(bringTicketPane), [])
  return (
    <div
      className={`grid h-full ${shape === 'compact' ? 'grid-cols-[420px_minmax(0,1fr)]' : 'grid-cols-[344px_minmax(0,1fr)]'} max-lg:grid-cols-[300px_minmax(0,1fr)] max-md:grid-cols-1`}
    >
      <section aria-label={t`List of tickets`} className={`flex min-h-0 min-w-0 flex-col border-line bg-panel md:border-r ${openId ? 'max-md:hidden' : ''}`}>
        <ListBar view={view} chosen={chosen} />
        {view === 'storm' ? <OpenStorms /> : null}
        <TicketList key={view} view={view} list={list} openId={openId} open={open} chosen={chosen} />
        <ChosenBar chosen={chosen} openId={openId} />
      </section>
      <div className={`min-h-0 min-w-0 ${openId ? '' : 'max-md:hidden'}`}>
        {openId ? (
          <Suspense fallback={<Loading />}>
            <TicketPane id={openId} view={view} close={close} next={next} />
          </Suspense>
        ) : list.rows.length === 0 ? null : (
          <Empty title={t`Choose a ticket`}>
            <Trans>
              <Kbd>j</Kbd> opens the most urgent one, <Kbd>?</Kbd> shows all keys.
            </Trans>
          </Empty>
        )}
      </div>
    </div>
  )
}
