import { bluesky } from './bluesky/index.ts'
import { email } from './email/index.ts'
import { mastodon } from './mastodon/index.ts'
import type { Network } from './network.ts'
import { x } from './x/index.ts'

/** Every network that Plaza speaks to. */
export const NETWORKS: readonly Network[] = [x, bluesky, mastodon, email]
