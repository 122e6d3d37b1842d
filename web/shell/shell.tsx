import { useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useState } from 'react'
import { forgetOldDrafts } from '../composer/drafts.ts'
import { meQuery } from '../queries.ts'
import { menuParts } from '../ui/menu.tsx'
import { PageBanner } from '../pages/page-banner.tsx'
import { toasts } from '../ui/say.ts'
import { useAppCommands } from './app-commands.ts'
import { bringRest } from './bring-rest.ts'
import { KeysHeld, listenToKeys } from './keyboard.ts'
import { LiveNotice } from './live-notice.tsx'
import { Nav } from './nav.tsx'
import { bringDrawer, PhoneBar } from './phone-bar.tsx'
import { RehearsalStrip } from './rehearsal.tsx'
import { useHeard } from './use-heard.ts'

const [bringPalette, bringKeySheet] = [() => import('./palette.tsx'), () => import('./key-sheet.tsx')]
const Palette = lazy(async () => ({ default: (await bringPalette()).Palette }))
const KeySheet = lazy(async () => ({ default: (await bringKeySheet()).KeySheet }))

/** The frame of everything behind the door: views on one side, the screen on the other, and what floats above. */
export function Shell() {
  const { t } = useLingui()
  const { data: me } = useSuspenseQuery(meQuery)
  const [above, setAbove] = useState<'palette' | 'keys' | null>(null)
  useEffect(() => listenToKeys(() => setAbove('palette')), [])
  useEffect(() => forgetOldDrafts(Date.now()), [])
  useEffect(() => bringRest(bringPalette, bringKeySheet, bringDrawer, toasts.bring, menuParts.bring), [])
  const notices = toasts.use()
  useHeard(me)
  useAppCommands(
    () => setAbove('palette'),
    () => setAbove('keys'),
  )
  const close = () => setAbove(null)
  return (
    <div className="grid h-full grid-cols-[auto_minmax(0,1fr)] grid-rows-[auto_auto_minmax(0,1fr)] max-md:grid-cols-1">
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-panel focus:p-3">{t`Skip to the content`}</a>
      <Nav me={me} openPalette={() => setAbove('palette')} openKeys={() => setAbove('keys')} />
      <PhoneBar me={me} openPalette={() => setAbove('palette')} openKeys={() => setAbove('keys')} />
      <section aria-label={t`State of Plaza`} className="col-start-2 row-start-2 max-md:col-start-1">
        <LiveNotice />
        <PageBanner />
        {me.workspace.rehearsal ? <RehearsalStrip className="hidden max-xl:flex" /> : null}
      </section>
      <main id="main" tabIndex={-1} className="col-start-2 row-start-3 min-h-0 min-w-0 overflow-auto outline-none max-md:col-start-1">
        <Outlet />
      </main>
      {notices ? <notices.Toasts /> : null}
      <Suspense fallback={<KeysHeld />}>
        {above === 'palette' ? <Palette onClose={close} /> : null}
        {above === 'keys' ? <KeySheet onClose={close} /> : null}
      </Suspense>
    </div>
  )
}
