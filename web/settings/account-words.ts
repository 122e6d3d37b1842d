import { msg } from '@lingui/core/macro'
import type { Account } from '../contract.ts'
import type { ChipTone } from '../ui/chip.tsx'
import type { Words } from '../words/use-words.ts'

export const stateWords: Words = {
  connected: msg`Connected`,
  declared: msg`Declared only`,
  paused: msg`Paused`,
  reconnect: msg`Access lost`,
  failing: msg`In trouble`,
}

export const stateTone: Record<Account['state'], ChipTone> = { connected: 'ok', declared: 'plain', paused: 'plain', reconnect: 'now', failing: 'warn' }

export const speaksWords: Words = {
  brand: msg`The brand`,
  product: msg`A product`,
  region: msg`A region`,
  executive: msg`An executive`,
}

/** What is wrong with an account, by the code of its health. */
export const troubleWords: Words = {
  'rate-limited': msg`The network asks us to wait: too many calls.`,
  'network-down': msg`The network can't be reached.`,
  'server-error': msg`The network answers with errors.`,
  'budget-spent': msg`The budget for calls to this network is spent.`,
  'token-expired': msg`The access has expired.`,
  'access-revoked': msg`The access was taken back on the network.`,
  'scope-missing': msg`The access does not allow what Plaza needs.`,
  'account-suspended': msg`The network has suspended this account.`,
  'wrong-credentials': msg`The network no longer accepts these credentials.`,
  unreachable: msg`The server can't be reached at its address.`,
  'not-this-network': msg`Something else answers at the address of the server.`,
}

const waits = msg`Plaza keeps trying by itself and catches up on what was said meanwhile. What you send waits in the queue.`
const reconnects = msg`Reconnect it with new credentials. What was said meanwhile is read afterwards, as far back as the network allows.`

/** What was kept, and what to do. */
export const troubleAdvice: Words = {
  'rate-limited': waits,
  'network-down': waits,
  'server-error': waits,
  'budget-spent': msg`Add credit in the developer console of the network, or wait until the budget renews. What you send waits in the queue.`,
  'token-expired': reconnects,
  'access-revoked': reconnects,
  'scope-missing': msg`Make a new access with every permission named in the steps, then reconnect.`,
  'account-suspended': msg`Sign in on the network itself: it says why and how to appeal. Nothing is sent until then, and nothing is lost.`,
  'wrong-credentials': reconnects,
  unreachable: waits,
  'not-this-network': reconnects,
}

/** What an account may do with the access it was given. */
export const abilityWords: Words = {
  listen: msg`Hear mentions and replies`,
  read: msg`Hear mentions and replies`,
  reply: msg`Answer in public`,
  dm: msg`Read and write private messages`,
  'direct-messages': msg`Read and write private messages`,
  'long-posts': msg`Write long posts`,
  'app-password': msg`Uses an app password, not the main one`,
  'read-notifications': msg`Hear mentions and replies`,
  'read-statuses': msg`See its own posts`,
  'read-conversations': msg`Read private conversations`,
  'write-statuses': msg`Answer, in public and in private`,
  'write-media': msg`Send pictures and files`,
}
