import type { ChatBskyConvoDefs } from '@atproto/api'
import type { ReplyTarget } from '../../domain/outgoing.ts'
import { errorName } from './failure.ts'
import type { Session } from './session.ts'
import { parsePrivateId } from './uri.ts'

type Convo = ChatBskyConvoDefs.ConvoView

/**
 * The conversation with this one person, begun where there is none. Null when it can't be only theirs: a group, or one that
 * they are not in. Throws what the network throws.
 */
export async function openConvo({ chat }: Session, target: ReplyTarget): Promise<Convo | null> {
  const convoId = convoOf(target)
  if (!target.to.nativeId.startsWith('did:')) return null
  const { data } =
    convoId === null ? await chat.chat.bsky.convo.getConvoForMembers({ members: [target.to.nativeId] }) : await chat.chat.bsky.convo.getConvo({ convoId })
  return isWith(data.convo, target) ? data.convo : null
}

/** The same, but only where it exists already. */
export async function findConvo(session: Session, target: ReplyTarget): Promise<Convo | null> {
  if (convoOf(target) !== null) return openConvo(session, target)
  try {
    const { data } = await session.chat.chat.bsky.convo.getConvoAvailability({ members: [target.to.nativeId] })
    return data.convo && isWith(data.convo, target) ? data.convo : null
  } catch (error) {
    if (errorName(error) === 'RecipientNotFound') return null
    throw error
  }
}

/** A private target names its conversation; a public one (the person spoke in public, we answer in private) names none. */
function convoOf({ visibility, nativeId, threadId }: ReplyTarget): string | null {
  if (visibility === 'public') return null
  return (nativeId === null ? null : parsePrivateId(nativeId)?.convoId) ?? threadId
}

function isWith(convo: Convo, { to }: ReplyTarget): boolean {
  return convo.kind?.$type !== 'chat.bsky.convo.defs#groupConvo' && convo.members.some(({ did }) => did === to.nativeId)
}
