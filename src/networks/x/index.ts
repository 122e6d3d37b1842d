import type { Network, PublicReader } from '../network.ts'
import { whenNeeded } from '../when-needed.ts'
import { GUIDE } from './guide.ts'
import { CAPABILITIES, PRICES, RECENT_SEARCH } from './limits.ts'
import { translate } from './translate.ts'

const acts = () => import('./acts.ts')

/** By the recent search, which reaches back seven days and bills every post that it hands over. */
const publicReader: PublicReader = {
  reachHours: RECENT_SEARCH.hours,
  postPrice: PRICES.postRead,
  accountPrice: PRICES.userRead,
  find: async (...given) => (await acts()).find(...given),
  findById: async (...given) => (await acts()).findById(...given),
  read: async (...given) => (await acts()).read(...given),
}

/** X, by its API v2. */
export const x: Network = {
  name: 'x',
  capabilities: CAPABILITIES,
  guide: GUIDE,
  translate,
  chooseId: () => null,
  ...whenNeeded(acts),
  fetchMedia: async (...given) => (await acts()).fetchMedia(...given),
  publicReader,
}
