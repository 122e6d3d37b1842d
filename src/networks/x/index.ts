import type { Network } from '../network.ts'
import { connect } from './connect.ts'
import { fetchMedia } from './fetch-media.ts'
import { findSent } from './find-sent.ts'
import { GUIDE } from './guide.ts'
import { CAPABILITIES } from './limits.ts'
import { listen } from './listen.ts'
import { publicReader } from './read-public.ts'
import { remove } from './remove.ts'
import { send } from './send.ts'
import { translate } from './translate.ts'

/** X, by its API v2. */
export const x: Network = {
  name: 'x',
  capabilities: CAPABILITIES,
  guide: GUIDE,
  connect,
  listen,
  translate,
  chooseId: () => null,
  send,
  findSent,
  remove,
  fetchMedia,
  publicReader,
}
