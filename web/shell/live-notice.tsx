import { Trans } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { useLiveState } from '../live.ts'
import { Icon } from '../ui/icon.tsx'

/** A stumble that mends itself at once is nobody's business. */
const SAY_AFTER_MS = 1_500

/** Says that what is shown may be behind. Silent when all is well. */
export function LiveNotice() {
  const state = useLiveState()
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    if (state === 'live') return
    const timer = setTimeout(() => setLong(true), SAY_AFTER_MS)
    return () => {
      clearTimeout(timer)
      setLong(false)
    }
  }, [state])
  const isShown = isLong && state !== 'live'
  return (
    <output className={isShown ? 'flex items-center gap-2 border-b border-note-line bg-note-wash px-4 py-1.5 text-sm text-note' : 'sr-only'}>
      {isShown ? <Icon name="refresh" size={14} /> : null}
      {isShown && state === 'offline' ? <Trans>You are offline. What you write is kept here; nothing is sent until you are back.</Trans> : null}
      {isShown && state === 'late' ? <Trans>Reconnecting: what you see may be behind. Drafts are kept.</Trans> : null}
    </output>
  )
}
