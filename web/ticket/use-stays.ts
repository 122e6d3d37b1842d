import { useEffect, useState } from 'react'

/** Longer than a key that is held down takes to come again. */
const STAYS_MS = 120

/** Whether somebody stays with this ticket: what only stands beside the conversation is not asked for by whoever passes on the way down the queue. */
export function useStays(ticketId: string): boolean {
  const [stayed, setStayed] = useState<string | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setStayed(ticketId), STAYS_MS)
    return () => clearTimeout(timer)
  }, [ticketId])
  return stayed === ticketId
}
