import { POSTS } from './choose-id.ts'

export interface PostId {
  did: string
  rkey: string
}

/** https://atproto.com/specs/at-uri-scheme, of a record by its owner’s DID. */
const ADDRESS = /^at:\/\/(did:[a-z]+:[\w.:%-]+)\/([\w.-]+)\/([\w.~:-]+)$/

/** Null for anything that isn't the address of a post, a private message's id among them. */
export function parsePostUri(uri: string): PostId | null {
  const [, did, collection, rkey] = ADDRESS.exec(uri) ?? []
  return did !== undefined && rkey !== undefined && collection === POSTS ? { did, rkey } : null
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
