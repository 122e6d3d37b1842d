import type { NetworkName } from '../../../domain/network-name.ts'
import type { Snapshot, TicketView } from '../snapshot.ts'

interface Profile {
  network: NetworkName
  handle: string
}

/** Whether a ticket is that person's: it shares an identity with them. */
export function isPerson(id: string, ticket: TicketView, snapshot: Snapshot): boolean {
  const identities = snapshot.people.find((person) => person.id === id)?.identities ?? []
  return ticket.person.identities.some((known) => identities.some((identity) => isSame(identity, known)))
}

/** Whether an account of the story is among those profiles. */
export function isAccount(id: string | undefined, profiles: readonly Profile[], snapshot: Snapshot): boolean {
  const account = snapshot.accounts.find((account) => account.id === id)
  return account !== undefined && profiles.some((profile) => isSame(account, profile))
}

/** Handles are compared as networks do: case apart, and a Mastodon handle with or without its own server. */
export function isSame(a: Profile, b: Profile): boolean {
  if (a.network !== b.network) return false
  const [left, right] = [bare(a), bare(b)]
  return left === right || (a.network === 'mastodon' && left.split('@')[0] === right.split('@')[0] && !(left.includes('@') && right.includes('@')))
}

function bare(profile: Profile): string {
  return profile.handle.toLowerCase().replace(/^@/, '')
}
