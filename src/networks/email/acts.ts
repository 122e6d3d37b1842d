import type { Network } from '../network.ts'

export { connectMail as connect } from './connect.ts'
export { fetchMailMedia as fetchMedia } from './fetch-media.ts'
export { listenToMail as listen } from './listen.ts'
export { sendMail as send } from './send.ts'
export { findSentMail as findSent } from './sent-folder.ts'

/** A mail that was sent is everybody's whom it reached. */
export const remove: Network['remove'] = async () => ({ kind: 'refused', code: 'rejected', detail: 'a mail that was sent can not be taken back' })
