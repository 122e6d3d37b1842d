/** `user@host`, whole: servers leave out the host of their own people. */
export function handleOf(acct: string, domain: string): string {
  return acct.includes('@') ? acct : `${acct}@${domain}`
}

/** How a person is named in a text written on the server of `domain`, so that it finds them and nobody else. */
export function mentionOf(handle: string, domain: string): string {
  const { user, host } = split(handle)
  return host === null || same(host, domain) ? `@${user}` : `@${user}@${host}`
}

export function sameHandle(one: string, other: string, domain: string): boolean {
  return same(handleOf(one, domain), handleOf(other, domain))
}

/** Everyone whom a text names, as whole handles. Source: mastodon/mastodon, `Account::MENTION_RE`. */
export function namedIn(text: string, domain: string): string[] {
  return [...text.matchAll(MENTION)].map(([, user = '', host]) => (host ? `${user}@${host}` : `${user}@${domain}`))
}

export const MENTION = /(?<![=/\p{L}\p{N}_])@([a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?)(?:@([\p{L}\p{N}.-]+[\p{L}\p{N}]+(?::\d+)?))?/giu

function split(handle: string): { user: string; host: string | null } {
  const at = handle.indexOf('@')
  return at < 0 ? { user: handle, host: null } : { user: handle.slice(0, at), host: handle.slice(at + 1) }
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
