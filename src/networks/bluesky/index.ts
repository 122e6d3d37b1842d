import type { Network } from '../network.ts'
import { chooseId } from './choose-id.ts'
import { connect } from './connect.ts'
import { findSent } from './find-sent.ts'
import { guide } from './guide.ts'
import { capabilities } from './limits.ts'
import { listen } from './listen.ts'
import { publicReader } from './read-public.ts'
import { remove } from './remove.ts'
import { send } from './send.ts'
import { translate } from './translate.ts'

/** Bluesky, and any other server of the AT Protocol that serves `app.bsky` and `chat.bsky`. */
export const bluesky: Network = { name: 'bluesky', capabilities, guide, connect, listen, translate, chooseId, send, findSent, remove, publicReader }
