import type { Network } from '../network.ts'
import { whenNeeded } from '../when-needed.ts'
import { guide } from './guide.ts'
import { chooseMailId } from './letter.ts'
import { capabilities } from './limits.ts'
import { translateMail } from './translate.ts'

const acts = () => import('./acts.ts')

/** Electronic mail: read by IMAP, sent by SMTP. Always private; what is sent can neither be edited nor taken back. */
export const email: Network = {
  name: 'email',
  capabilities,
  guide,
  translate: translateMail,
  chooseId: chooseMailId,
  ...whenNeeded(acts),
  fetchMedia: async (...given) => (await acts()).fetchMedia(...given),
}
