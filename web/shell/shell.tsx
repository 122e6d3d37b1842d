import { useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useState } from 'react'
import { forgetOldDrafts } from '../composer/drafts.ts'
import { listen } from '../live.ts'
import { meQuery } from '../queries.ts'
import { say, Toasts } from '../ui/toast.tsx'
import { useAppCommands } from './app-commands.ts'
import { listenToKeys } from './keyboard.ts'
import { LiveNotice } from './live-notice.tsx'
import { Nav } from './nav.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { RehearsalStrip } from './rehearsal.tsx'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))
const KeySheet = lazy(async () => ({ default: (await import('./key-sheet.tsx')).KeySheet }))

/** The frame of everything behind the door: views on one side, the screen on the other, and what floats above. */
export function Shell() {
  const { t } = useLingui()
  const { data: me } = useSuspenseQuery(meQuery)
  const [above, setAbove] = useState<'palette' | 'keys' | null>(null)
  useEffect(() => listenToKeys(() => setAbove('palette')), [])
  useEffect(() => forgetOldDrafts(Date.now()), [])
  useLiveEvents(me.member.id)
  useAppCommands(() => setAbove('keys'))
  const close = () => setAbove(null)
  return (
    <div className="grid h-full grid-cols-[auto_minmax(0,1fr)] grid-rows-[auto_auto_minmax(0,1fr)] max-md:grid-cols-1">
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-panel focus:p-3">{t`Skip to the content`}</a>
      <Nav me={me} openPalette={() => setAbove('palette')} openKeys={() => setAbove('keys')} />
      <PhoneBar me={me} openPalette={() => setAbove('palette')} openKeys={() => setAbove('keys')} />
      <section aria-label={t`State of Plaza`} className="col-start-2 row-start-2 max-md:col-start-1">
        <LiveNotice />
        {me.workspace.rehearsal ? <RehearsalStrip className="hidden max-xl:flex" /> : null}
      </section>
      <main id="main" tabIndex={-1} className="col-start-2 row-start-3 min-h-0 min-w-0 overflow-auto outline-none max-md:col-start-1">
        <Outlet />
      </main>
      <Toasts />
      <Suspense>
        {above === 'palette' ? <Palette onClose={close} /> : null}
        {above === 'keys' ? <KeySheet onClose={close} /> : null}
      </Suspense>
    </div>
  )
}

/** Keeps the screens true, and tells this person when somebody names them in a note. */
function useLiveEvents(memberId: string) {
  const { t } = useLingui()
  const navigate = useNavigate()
  useEffect(
    () =>
      listen((event) => {
        if (event.kind !== 'mention' || event.by.id === memberId) return
        const open = () => void navigate({ to: '/inbox/$ticketId', params: { ticketId: event.ticketId }, search: { view: 'need' } })
        say({ text: t`${event.by.name} mentioned you in a note`, action: { label: t`Open`, act: open } }, 15_000)
      }),
    [memberId, navigate, t],
  )
}
