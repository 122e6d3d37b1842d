import type { Said } from '../simulated-network.ts'
import { first, latest, type Direct, type Post } from './world.ts'

/** What was said, as a story and a test see it. */
export function tell(said: Post | Direct): Said {
  return isDirect(said) ? tellDirect(said) : tellPost(said)
}

function isDirect(said: Post | Direct): said is Direct {
  return 'recipient' in said
}

function tellDirect({ id, conversation, sender, recipient, text, at, deleted, media }: Direct): Said {
  const names = media.map(({ name, mime }) => ({ name, mime }))
  return {
    nativeId: id,
    threadId: conversation,
    who: sender.handle,
    to: [recipient.handle],
    text,
    visibility: 'private',
    at,
    deleted,
    official: sender.official,
    media: names,
  }
}

function tellPost(said: Post): Said {
  return {
    nativeId: first(said).id,
    threadId: said.conversation,
    who: said.author.handle,
    to: [...new Set([...said.prefix, ...said.mentions])].map((person) => person.handle),
    text: latest(said).text,
    visibility: 'public',
    ...(said.parent ? { replyTo: first(said.parent).id } : {}),
    at: first(said).at,
    deleted: said.deleted,
    official: said.author.official,
    media: said.media.map(({ name, mime }) => ({ name, mime })),
  }
}
