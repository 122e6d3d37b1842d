import type { Profile } from './profile.ts'

/** An account as its network showed it and the house keeps it. */
export interface Shown {
  network: string
  handle: string
  name: string
  bio: string | null
  avatarUrl: string | null
  /** ISO day. */
  createdOn: string | null
  /** Of its picture, once that was read. */
  pictureHash?: string | null
}

/** As the score takes it: of the picture its hash, and its address until that is known. */
export function profileOf({ network, handle, name, bio, avatarUrl, createdOn, pictureHash }: Shown): Profile {
  const avatar = pictureHash ?? avatarUrl
  return { network, handle, name, ...(bio && { bio }), ...(avatar && { avatar }), ...(createdOn && { created: createdOn }) }
}
