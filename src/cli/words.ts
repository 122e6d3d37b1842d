import type { ConnectRefusal } from '../networks/network.ts'
import type { ReconnectCode, TryLaterCode } from '../domain/outgoing.ts'

/** What is wrong between us and a network, by its code, and what to do. */
export const TROUBLE: Record<ConnectRefusal | ReconnectCode | TryLaterCode, { says: string; todo: string }> = {
  'wrong-credentials': {
    says: 'The network did not accept these credentials.',
    todo: 'Copy them again from where the steps say, whole and without spaces, and try again.',
  },
  unreachable: {
    says: 'The server could not be reached.',
    todo: 'Check its address, and that this machine may open connections to it. A server in your own network has to be named in PLAZA_ALLOWED_HOSTS.',
  },
  'not-this-network': { says: 'Something answered at that address, but it is not this network.', todo: 'Check the address of the server.' },
  'app-password-needed': {
    says: 'This account needs an app password instead of its main one.',
    todo: 'Make an app password for Plaza in the settings of the network or the mail provider, and use that one.',
  },
  'field-missing': { says: 'A field is missing or can’t be right.', todo: 'Give every field that the steps name; plaza connect NETWORK --help lists them.' },
  'token-expired': { says: 'The access has expired.', todo: 'Make a new one and connect the account again with plaza connect; what waits goes out then.' },
  'access-revoked': {
    says: 'The access was taken back on the network.',
    todo: 'Make a new one and connect the account again with plaza connect; what waits goes out then.',
  },
  'scope-missing': {
    says: 'The access does not allow what Plaza needs.',
    todo: 'Give it every permission that the steps name, make it anew, and connect again.',
  },
  'account-suspended': { says: 'The network has suspended this account.', todo: 'Sign in on the network itself: it says why and how to appeal.' },
  'rate-limited': { says: 'The network asks us to wait: too many calls.', todo: 'Nothing: Plaza goes on by itself when it may.' },
  'network-down': { says: 'The network can’t be reached.', todo: 'Check this machine’s way out if it lasts; Plaza keeps trying and catches up.' },
  'server-error': { says: 'The network answers with errors.', todo: 'Look at its status page if it lasts; Plaza keeps trying and catches up.' },
  'budget-spent': { says: 'The budget for calls to this network is spent.', todo: 'Add credit in the network’s developer console, or wait until it renews.' },
}

/** Codes may be newer than this list. */
export function troubleOf(code: string): { says: string; todo: string } {
  return (
    (TROUBLE as Record<string, { says: string; todo: string }>)[code] ?? {
      says: `The network answered: ${code}.`,
      todo: 'See docs/networks/ for what this network asks for.',
    }
  )
}
