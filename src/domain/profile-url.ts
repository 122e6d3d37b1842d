import type { NetworkName } from './network-name.ts'

/** Where anybody sees an account; null where handles alone don't tell. `home`: the server of handles that name none. */
export function profileUrl(network: NetworkName, handle: string, home: string | null = null): string | null {
  const bare = handle.replace(/^@+/, '')
  if (!/^[^\s/?#<>"'\\]+$/.test(bare)) return null
  if (network === 'x') return `https://x.com/${bare}`
  if (network === 'bluesky') return `https://bsky.app/profile/${bare}`
  if (network === 'email') return `mailto:${bare}`
  if (network !== 'mastodon') return null
  const [user, server = home] = bare.split('@')
  return server ? `https://${server}/@${user}` : null
}

/** Where a network wants to be told of somebody who poses as somebody else: a form of its own, or the account's page, where «report» is. */
export function reportUrl(network: NetworkName, handle: string): string | null {
  return network === 'x' ? 'https://help.x.com/en/forms/authenticity/impersonation' : network === 'email' ? null : profileUrl(network, handle)
}
