import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { LiveEvent, Me } from '../contract.ts'
import { listen } from '../live.ts'
import { pagesQuery } from '../pages/pages-query.ts'
import { useTitleBadge } from '../ui/title.ts'
import { say } from '../ui/say.ts'
import { MENTIONS } from '../words/mentions.ts'
import { addMention, useMentions } from './mentions.ts'

/** Keeps the screens true, and tells this person when somebody needs them by name: once, quietly, and until they have looked. */
export function useHeard(me: Me): void {
  const { t, i18n } = useLingui()
  const navigate = useNavigate()
  const mentions = useMentions(me)
  const notices = useRef(new Map<string, () => void>())
  const { data: pages = [] } = useQuery(pagesQuery)
  useTitleBadge(mentions.length + pages.filter(({ mine }) => mine).length)
  useEffect(() => {
    for (const [ticketId, close] of notices.current) if (!mentions.includes(ticketId)) close()
  }, [mentions])
  const heard = (event: LiveEvent) => {
    if (event.kind !== 'mention' || event.by.id === me.member.id) return
    const { ticketId, by, about } = event
    if (!isInSight(ticketId)) addMention(me, ticketId)
    const open = () => void navigate({ to: '/inbox/$ticketId', params: { ticketId }, search: { view: 'all' } })
    const close = say({ text: i18n._(MENTIONS[about ?? 'ticket'](by.name)), action: { label: t`Open`, act: open } }, 15_000)
    notices.current.set(ticketId, () => {
      close()
      notices.current.delete(ticketId)
    })
  }
  const now = useRef(heard)
  useEffect(() => {
    now.current = heard
  })
  // One stream for as long as the frame stands: another language must not cut it.
  useEffect(() => listen((event) => now.current(event)), [])
}

/** They are looking at it: nothing waits for them there. */
function isInSight(ticketId: string): boolean {
  return !document.hidden && location.pathname === `/inbox/${ticketId}`
}
