import type { Network } from '../network.ts'
import { connectMail } from './connect.ts'
import { fetchMailMedia } from './fetch-media.ts'
import { guide } from './guide.ts'
import { chooseMailId } from './letter.ts'
import { capabilities } from './limits.ts'
import { listenToMail } from './listen.ts'
import { sendMail } from './send.ts'
import { findSentMail } from './sent-folder.ts'
import { translateMail } from './translate.ts'

/** Electronic mail: read by IMAP, sent by SMTP. Always private; what is sent can neither be edited nor taken back. */
export const email: Network = {
  name: 'email',
  capabilities,
  guide,
  connect: connectMail,
  listen: listenToMail,
  translate: translateMail,
  chooseId: chooseMailId,
  send: sendMail,
  findSent: findSentMail,
  remove: async () => ({ kind: 'refused', code: 'rejected', detail: 'a mail that was sent can not be taken back' }),
  fetchMedia: fetchMailMedia,
}
