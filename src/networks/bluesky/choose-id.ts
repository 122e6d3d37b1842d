import { createHash } from 'node:crypto'
import type { Outgoing } from '../../domain/outgoing.ts'
import type { OfficialAccount } from '../network.ts'

export const POSTS = 'app.bsky.feed.post'

/** The at-uri that a public message will have, whoever sends it and however often; a private message's id is the server's. */
export function chooseId(out: Pick<Outgoing, 'key' | 'visibility'>, us: Pick<OfficialAccount, 'nativeId'>): string | null {
  return out.visibility === 'public' ? `at://${us.nativeId}/${POSTS}/${recordKey(out.key)}` : null
}

const BASE32_SORTABLE = '234567abcdefghijklmnopqrstuvwxyz'

/**
 * A record key in the syntax of a TID (https://atproto.com/specs/tid: 64 bits as 13 characters, the top bit 0, then 53 bits of
 * microseconds and 10 of clock id), filled with 60 bits of the key's hash. Its "time" thus lies between 1970 and 2005: before the
 * protocol, so it can't meet a key that a client made from its clock, and never in the future, which a server might refuse.
 * Nothing orders posts by it (feeds go by time of creation and indexing). A million messages of one account collide once in 2 million such accounts.
 */
export function recordKey(key: string): string {
  let bits = createHash('sha256').update('plaza bluesky record key\0').update(key).digest().readBigUInt64BE() >> 4n
  let text = ''
  for (let place = 0; place < 13; place++) {
    text = BASE32_SORTABLE.charAt(Number(bits & 31n)) + text
    bits >>= 5n
  }
  return text
}
