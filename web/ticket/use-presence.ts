import { useCallback, useEffect, useRef } from 'react'
import { put } from '../api.ts'

/** Somebody who only passes by on the way down the queue is not «viewing». */
const DWELL_MS = 800
const AGAIN_MS = 25_000
const TYPING_MS = 6_000

/** Tells colleagues that this person is here. @returns what to call while they type. */
export function usePresence(id: string): () => void {
  const typing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => {
    let isTold = false
    const tell = () => {
      isTold = true
      if (!document.hidden) void put(`/tickets/${id}/presence`, { doing: typing.current ? 'typing' : 'viewing' }).catch(() => {})
    }
    const first = setTimeout(tell, DWELL_MS)
    const again = setInterval(tell, AGAIN_MS)
    return () => {
      clearTimeout(first)
      clearInterval(again)
      clearTimeout(typing.current)
      typing.current = undefined
      if (isTold) void put(`/tickets/${id}/presence`, { doing: 'gone' }).catch(() => {})
    }
  }, [id])
  return useCallback(() => {
    if (!typing.current) void put(`/tickets/${id}/presence`, { doing: 'typing' }).catch(() => {})
    clearTimeout(typing.current)
    typing.current = setTimeout(() => {
      typing.current = undefined
      void put(`/tickets/${id}/presence`, { doing: 'viewing' }).catch(() => {})
    }, TYPING_MS)
  }, [id])
}
