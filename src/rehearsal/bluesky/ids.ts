import { createHash } from 'node:crypto'

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'
const BASE32_SORTABLE = '234567abcdefghijklmnopqrstuvwxyz'

/** Handles on Bluesky are domains: a story's plain name becomes one, under the top level reserved for tests. */
export function handleOf(name: string): string {
  const plain = name.replace(/^@/, '').toLowerCase()
  return plain.includes('.') ? plain : `${plain.replace(/[^a-z0-9-]/g, '-')}.test`
}

/** As a PLC directory would give it: 24 characters of a hash. */
export function didOf(handle: string): string {
  return `did:plc:${base32(createHash('sha256').update(handle).digest()).slice(0, 24)}`
}

const CODECS = { record: 0x71, blob: 0x55 }

/** A version 1 content id over SHA-256. A record's is taken over its JSON instead of DAG-CBOR: it changes with the content all the same. */
export function cidOf(kind: keyof typeof CODECS, content: string | Uint8Array): string {
  return `b${base32(Buffer.concat([Buffer.from([1, CODECS[kind], 0x12, 0x20]), createHash('sha256').update(content).digest()]))}`
}

/** 13 sortable characters for a count of microseconds. */
export function tidOf(microseconds: bigint): string {
  let bits = microseconds << 10n
  let text = ''
  for (let place = 0; place < 13; place++) {
    text = BASE32_SORTABLE.charAt(Number(bits & 31n)) + text
    bits >>= 5n
  }
  return text
}

function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32.charAt(Number.parseInt(five.padEnd(5, '0'), 2))).join('')
}
