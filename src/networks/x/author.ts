import type { Author } from '../../domain/incoming.ts'
import type { User } from './payload.ts'

/** Throws when X did not include the author: without one, a message can't be anybody's. */
export function requireAuthor(id: string, users: User[]): Author {
  const user = users.find((user) => user.id === id)
  if (!user) throw new Error(`the author ${id} was not included`)
  return authorOf(user)
}

export function authorOf(user: User): Author {
  return { nativeId: user.id, handle: user.username, name: user.name, avatarUrl: user.profile_image_url, url: `https://x.com/${user.username}` }
}
