import type { Said } from '../simulated-network.ts'
import type { Status } from './world.ts'

/** A status as a bystander of the story sees it. */
export function saidOf(status: Status): Said {
  const open = status.visibility === 'public' || status.visibility === 'unlisted'
  return {
    who: status.author.profile.handle,
    text: status.text,
    visibility: open ? 'public' : 'private',
    replyTo: status.parent?.uri,
    to: status.mentions.map((person) => person.profile.handle),
    subject: status.contentWarning || undefined,
    nativeId: status.uri,
    threadId: (status.root ?? status).uri,
    at: status.at,
    deleted: status.deleted,
    official: status.author.official,
    media: status.media.map(({ name, mime }) => ({ name, mime })),
  }
}
