import { useCallback, useEffect, useRef, useState } from 'react'

/** Rows drawn above and below what is in sight, so that a fast scroll finds them there. */
const SPARE = 14

/**
 * Which rows of a long list must exist now; `frame` goes on the box that scrolls. With one height (in pixels) for all, any place is
 * found by division, without measuring.
 */
export function useWindow(count: number, height: number) {
  const frame = useRef<HTMLDivElement>(null)
  const [span, setSpan] = useState({ first: 0, last: 30 })
  const look = useCallback(() => {
    const box = frame.current
    if (!box) return
    // In steps, so that most scroll events change nothing.
    const first = Math.floor(box.scrollTop / height / 4) * 4
    const last = first + Math.ceil(box.clientHeight / height) + 4
    setSpan((span) => (span.first === first && span.last === last ? span : { first, last }))
  }, [height])
  useEffect(() => {
    const box = frame.current
    if (!box) return
    const sizes = new ResizeObserver(look)
    sizes.observe(box)
    box.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      box.removeEventListener('scroll', look)
    }
  }, [look])
  const reveal = useCallback(
    (index: number) => {
      const box = frame.current
      if (!box) return
      const top = index * height
      if (top < box.scrollTop) box.scrollTop = top
      else if (top + height > box.scrollTop + box.clientHeight) box.scrollTop = top + height - box.clientHeight
    },
    [height],
  )
  const from = Math.max(0, Math.min(span.first, count - 1) - SPARE)
  return { frame, from, to: Math.min(count, span.last + SPARE), reveal }
}
