import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Composer } from '../composer/composer.tsx'
import type { Me } from '../contract.ts'
import { PageNotice } from '../pages/page-notice.tsx'
import { ticketQuery } from '../queries.ts'
import { KeysHeld } from '../shell/keyboard.ts'
import { dropMention, useMentions } from '../shell/mentions.ts'
import { useMe } from '../shell/use-may.ts'
import { whenIdle } from '../ui/when-idle.ts'
import { Failed, Loading } from '../ui/states.tsx'
import type { ActName } from './act-dialogs.tsx'
import { AbuseStrip } from './abuse-strip.tsx'
import { Head } from './head.tsx'
import { SidePanel } from './side-panel.tsx'
import { Timeline } from './timeline.tsx'
import { useActs } from './use-acts.ts'
import { usePresence } from './use-presence.ts'
import { useTicketCommands } from './use-ticket-commands.ts'
import { WhyHere } from './why-here.tsx'

const AboutSheet = lazy(async () => ({ default: (await import('./about-sheet.tsx')).AboutSheet }))
const bringDialogs = () => import('./act-dialogs.tsx')
const ActDialogs = lazy(async () => ({ default: (await bringDialogs()).ActDialogs }))

export interface TicketPaneProps {
  id: string
  view: string
  close: () => void
  next: () => void
}

/** One person's matter: who, why it is here, all that was said, and what we say now. */
export function TicketPane({ id, view, close, next }: TicketPaneProps) {
  const me = useMe()
  const { data: ticket, error, refetch } = useQuery(ticketQuery(id))
  const [asked, ask] = useState<ActName | null>(null)
  const [isAbout, setAbout] = useState(false)
  // Where it stands beside the conversation anyway, its key only leads there.
  const about = () => {
    const panel = document.getElementById('about')
    if (panel?.checkVisibility()) panel.focus()
    else setAbout(true)
  }
  const acts = useActs(id, next)
  const typing = usePresence(id)
  useSeen(me, id)
  useTicketCommands({ ticket, me, acts, ask, about })
  useEffect(() => whenIdle(bringDialogs), [])
  if (!ticket) return error ? <Failed problem={error} retry={() => void refetch()} /> : <Loading />
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)_264px] max-xl:grid-cols-1">
      <article id="ticket" tabIndex={-1} aria-labelledby="ticket-title" className="@container flex min-h-0 min-w-0 flex-col outline-none">
        <Head ticket={ticket} me={me} view={view} acts={acts} ask={ask} about={about} close={close} />
        <AbuseStrip ticket={ticket} acts={acts} />
        <PageNotice ticket={ticket} />
        <Timeline ticket={ticket} me={me} before={<WhyHere ticket={ticket} />} />
        <Composer ticket={ticket} me={me} typing={typing} consult={() => ask('consult')} />
      </article>
      <SidePanel ticket={ticket} ask={ask} />
      <Suspense fallback={<KeysHeld />}>
        {isAbout ? <AboutSheet ticket={ticket} ask={ask} close={() => setAbout(false)} /> : null}
        {asked ? <ActDialogs name={asked} ticket={ticket} acts={acts} close={() => ask(null)} /> : null}
      </Suspense>
    </div>
  )
}

/** Who opens a ticket has seen that they were named in it. */
function useSeen(me: Me, id: string): void {
  const isCalled = useMentions(me).includes(id)
  useEffect(() => {
    if (!isCalled) return
    const look = () => document.hidden || dropMention(me, id)
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [isCalled, me, id])
}
