import { useNavigate, useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'

/** Long enough that going down the queue with a held key writes one address, not eighty. */
const WRITE_MS = 150

/**
 * Which ticket is open. It changes at once, without waiting for the router; the address follows when the person stays, and leads
 * when it changes by itself (back, a link).
 */
export function useOpenTicket(view: string) {
  const { ticketId } = useParams({ strict: false })
  const navigate = useNavigate()
  const [openId, setOpenId] = useState(ticketId)
  const [seen, setSeen] = useState(ticketId)
  const writing = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [written, setWritten] = useState<string | undefined>(undefined)
  if (seen !== ticketId) {
    setSeen(ticketId)
    // Our own address, arriving while the person is already further down, must not pull them back.
    if (written !== ticketId) setOpenId(ticketId)
    setWritten(undefined)
  }
  const open = useCallback(
    (id: string) => {
      setOpenId(id)
      clearTimeout(writing.current)
      // Going through the queue is one step of the browser's history.
      const replace = location.pathname !== '/inbox'
      writing.current = setTimeout(() => {
        setWritten(id)
        void navigate({ to: '/inbox/$ticketId', params: { ticketId: id }, search: { view }, replace })
      }, WRITE_MS)
    },
    [navigate, view],
  )
  const close = useCallback(() => {
    setOpenId(undefined)
    clearTimeout(writing.current)
    void navigate({ to: '/inbox', search: { view } })
  }, [navigate, view])
  useEffect(() => () => clearTimeout(writing.current), [])
  return { openId, open, close }
}
