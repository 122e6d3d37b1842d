import type { Network, PublicReader } from '../network.ts'
import { whenNeeded } from '../when-needed.ts'
import { chooseId } from './choose-id.ts'
import { guide } from './guide.ts'
import { capabilities } from './limits.ts'
import { translate } from './translate.ts'

const acts = () => import('./acts.ts')

const publicReader: PublicReader = {
  reachHours: null,
  postPrice: null,
  accountPrice: null,
  find: async (...given) => (await acts()).find(...given),
  // Where a handle is asked for, an account's own identifier will do.
  findById: async (...given) => (await acts()).find(...given),
  search: async (...given) => (await acts()).search(...given),
  read: async (...given) => (await acts()).read(...given),
}

/** Bluesky, and any other server of the AT Protocol that serves `app.bsky` and `chat.bsky`. */
export const bluesky: Network = { name: 'bluesky', capabilities, guide, translate, chooseId, ...whenNeeded(acts), publicReader }
