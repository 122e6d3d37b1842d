import { useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

/** Rows drawn above and below what is in sight, so that a fast scroll finds them there. */
const SPARE = 14
const STEP = 4

/** Rows `first` (in) to `last` (out) are in sight; `spare` more stand on either side. */
interface Span {
  first: number
  last: number
  spare: number
}

/**
 * Which rows of a long list must exist now; `frame` goes on the box that scrolls. With one height (in pixels) for all, any place is
 * found by division, without measuring.
 */
export function useWindow(count: number, height: number) {
  const frame = useRef<HTMLDivElement>(null)
  // The first rows are shown before any that are out of sight are drawn.
  const [span, setSpan] = useState<Span>(() => ({ first: 0, last: Math.ceil(innerHeight / height), spare: 0 }))
  const look = useCallback(() => {
    const box = frame.current
    if (!box) return
    // In steps, so that most scroll events change nothing.
    const first = Math.floor(box.scrollTop / height / STEP) * STEP
    const last = first + Math.ceil(box.clientHeight / height) + STEP
    setSpan((span) => (span.first === first && span.last === last && span.spare === SPARE ? span : { first, last, spare: SPARE }))
  }, [height])
  useEffect(() => {
    const box = frame.current
    if (!box) return
    const sizes = new ResizeObserver(look)
    sizes.observe(box)
    // Before this very frame is painted: a render of its own would come one frame late, to rows that are not there.
    const follow = () => flushSync(look)
    box.addEventListener('scroll', follow, { passive: true })
    return () => {
      sizes.disconnect()
      box.removeEventListener('scroll', follow)
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
  const from = Math.max(0, Math.min(span.first, count - 1) - span.spare)
  return { frame, from, to: Math.min(count, span.last + span.spare), reveal }
}
