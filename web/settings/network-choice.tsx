import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { NetworkName } from '../../src/domain/network-name.ts'
import { Icon } from '../ui/icon.tsx'
import { NetworkGlyph, networkWords } from '../ui/network.tsx'
import { useWords } from '../words/use-words.ts'

/** The networks that can be connected, each with what it takes. */
export function NetworkChoice() {
  const name = useWords(networkWords)
  const networks: [NetworkName, ReactNode][] = [
    ['x', <Trans key="x">A developer app of your own and its keys. About 15 minutes; X charges for calls.</Trans>],
    ['bluesky', <Trans key="bluesky">An app password. About 3 minutes.</Trans>],
    ['mastodon', <Trans key="mastodon">An access token from your server. About 5 minutes.</Trans>],
    ['email', <Trans key="email">The mailbox your customers write to. About 5 minutes.</Trans>],
  ]
  return (
    <ul className="flex flex-col">
      {networks.map(([network, says]) => (
        <li key={network} className="border-t border-line first:border-t-0">
          <Link
            to="/settings/accounts/connect/$network"
            params={{ network }}
            className="group flex items-center gap-3 rounded-md py-3 text-ink no-underline hover:bg-panel"
          >
            <span className="flex size-8 shrink-0 items-center justify-center rounded-md bg-stone text-soft">
              <NetworkGlyph network={network} size={16} />
            </span>
            <span className="min-w-0 flex-1">
              <strong className="block font-[580] group-hover:underline">{name(network)}</strong>
              <span className="text-sm text-soft">{says}</span>
            </span>
            <Icon name="chevron" size={16} className="-rotate-90 text-faint" />
          </Link>
        </li>
      ))}
    </ul>
  )
}
