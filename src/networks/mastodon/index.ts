import type { Network } from '../network.ts'
import { connect } from './connect.ts'
import { findSent } from './find-sent.ts'
import { guide } from './guide.ts'
import { capabilities } from './limits.ts'
import { listen } from './listen.ts'
import { publicReader } from './read-public.ts'
import { remove } from './remove.ts'
import { send } from './send.ts'
import { translate } from './translate.ts'

export const mastodon: Network = {
  name: 'mastodon',
  capabilities,
  guide,
  connect,
  listen,
  translate,
  /** The server chooses: what makes a resend safe is the key we send with it, and our own recent posts. */
  chooseId: () => null,
  send,
  findSent,
  remove,
  publicReader,
}
