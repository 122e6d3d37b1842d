import { AtUri } from '@atproto/api'
import { POSTS } from './choose-id.ts'

export interface PostId {
  did: string
  rkey: string
}

/** Null for anything that isn't the address of a post, a private message's id among them. */
export function parsePostUri(uri: string): PostId | null {
  if (!uri.startsWith('at://')) return null
  const { host, collection, rkey } = new AtUri(uri)
  return host.startsWith('did:') && collection === POSTS && rkey ? { did: host, rkey } : null
}

/** Where a person reads it. By DID, which outlives a change of handle. */
export function postUrl({ did, rkey }: PostId): string {
  return `https://bsky.app/profile/${did}/post/${rkey}`
}

/** A private message is only unique within its conversation. */
export function privateId(convoId: string, messageId: string): string {
  return `${convoId}/${messageId}`
}

export function parsePrivateId(nativeId: string): { convoId: string; messageId: string } | null {
  const [convoId, messageId, more] = nativeId.split('/')
  return convoId && messageId && more === undefined ? { convoId, messageId } : null
}
