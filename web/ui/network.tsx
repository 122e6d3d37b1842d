import { msg } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import type { NetworkName } from '../../src/domain/network-name.ts'
import type { Words } from '../words/use-words.ts'

/** Names of networks are proper names; only mail and the phone are words. */
export const networkWords: Words = {
  x: msg({ message: 'X', context: 'network' }),
  bluesky: msg({ message: 'Bluesky', context: 'network' }),
  mastodon: msg({ message: 'Mastodon', context: 'network' }),
  email: msg({ message: 'Mail', context: 'network' }),
  phone: msg({ message: 'Phone', context: 'network' }),
}

/** The two worlds, as one word each. */
export const visibilityWords: Words = { public: msg`public`, private: msg`private` }

const GLYPHS: Record<NetworkName, ReactNode> = {
  x: <path d="m4.5 4.5 11 11m0-11-11 11" />,
  bluesky: <path d="M4 13.5a3.2 3.2 0 0 1 .6-6.3 5 5 0 0 1 9.5 1 2.7 2.7 0 0 1 1.4 5.3z" />,
  mastodon: <path d="M4 15V8.5a3 3 0 0 1 6 0V12m0-3.5a3 3 0 0 1 6 0V15" />,
  email: <path d="M3 5h14v10H3zm0 .5 7 5.5 7-5.5" />,
  phone: <path d="M4 4.5c0 6.4 5.1 11.5 11.5 11.5l.9-3.4-3.6-1.5-1.5 1.6c-1.8-.8-3.2-2.2-4-4l1.6-1.5L7.4 3.6z" />,
}

/** A simple drawing of our own for each network: no trademark artwork. Always beside the word. */
export function NetworkGlyph({ network, size = 13 }: { network: NetworkName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
    >
      {GLYPHS[network]}
    </svg>
  )
}

/** The square for what everybody reads, the closed box for what two people read. */
export function VisibilityGlyph({ visibility, size = 13 }: { visibility: 'public' | 'private'; size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="2" className="shrink-0">
      {visibility === 'public' ? (
        <>
          <circle cx="10" cy="10" r="7.5" />
          <circle cx="10" cy="10" r="3.2" />
        </>
      ) : (
        <>
          <rect x="2.5" y="2.5" width="15" height="15" rx="2" />
          <rect x="6.5" y="6.5" width="7" height="7" fill="currentColor" stroke="none" />
        </>
      )}
    </svg>
  )
}
