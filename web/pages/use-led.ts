import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Somebody pressed a notification while Plaza was open: it leads to the ticket, and what they were writing stays. */
export function useLed(): void {
  const navigate = useNavigate()
  useEffect(() => {
    const worker = 'serviceWorker' in navigator ? navigator.serviceWorker : null
    const lead = ({ data }: MessageEvent<{ open?: unknown }>) => {
      const [, ticketId] = /^\/inbox\/(\d+)$/.exec(String(data?.open)) ?? []
      if (ticketId) void navigate({ to: '/inbox/$ticketId', params: { ticketId }, search: { view: 'all' } })
    }
    worker?.addEventListener('message', lead)
    return () => worker?.removeEventListener('message', lead)
  }, [navigate])
}
