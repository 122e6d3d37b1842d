import type { NetworkName } from '../../../src/domain/network-name.ts'
import { blueskyPage } from './bluesky.ts'
import { emailPage } from './email.ts'
import type { GuidePage } from './guide-page.ts'
import { mastodonPage } from './mastodon.ts'
import { xPage } from './x.ts'

/** The phone has no page: calls are written down, not connected. */
export const PAGES: Partial<Record<NetworkName, GuidePage>> = { x: xPage, bluesky: blueskyPage, mastodon: mastodonPage, email: emailPage }
