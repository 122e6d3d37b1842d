import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'

/** A chain of lines under a signature: no line can be changed, left out or put in later without it showing. */
export interface Chain {
  /** The hash of this line and of all before it: SHA-256 in hex over the hash before, a line feed and the text. */
  link(text: string): string
  /** What ends the chain: how many lines, the last hash, and an Ed25519 signature over both. */
  end(): ChainEnd
}

export interface ChainEnd {
  lines: number
  head: string
  /** Over `plaza` and what it is about, the number of lines and the last hash, a line each; base64url. */
  signature: string
  /** Of 32 bytes, base64url: who verifies compares it with the one that Plaza tells. */
  publicKey: string
}

/** What a chain is about: the signature of one can't stand under another. */
const ABOUT = ['complaints', 'look-alikes'] as const
export type About = (typeof ABOUT)[number]

/** `seed`: 32 bytes in hex that stay here; the same seed has the same public key. */
export function openChain(about: About, seed: string): Chain {
  const key = privateKey(seed)
  const links = openLinks()
  return {
    link: (text) => links.add(text),
    end: () => ({ ...links.end(), signature: sign(null, signed(about, links.end()), key).toString('base64url'), publicKey: publicKeyOf(seed) }),
  }
}

/** The hashes alone, as whoever checks a chain makes them again. */
export function openLinks(): { add(text: string): string; end(): Pick<ChainEnd, 'lines' | 'head'> } {
  let [lines, head] = [0, '']
  return {
    add(text) {
      lines += 1
      return (head = createHash('sha256').update(`${head}\n${text}`).digest('hex'))
    },
    end: () => ({ lines, head }),
  }
}

/** What the end of a chain was signed about by the key that it names; null when that key signed no such end. */
export function readSignedEnd(end: ChainEnd): About | null {
  try {
    const [key, signature] = [publicKey(end.publicKey), Buffer.from(end.signature, 'base64url')]
    return ABOUT.find((about) => verify(null, signed(about, end), key, signature)) ?? null
  } catch {
    return null
  }
}

export function publicKeyOf(seed: string): string {
  return createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD.length).toString('base64url')
}

function signed(about: About, { lines, head }: Pick<ChainEnd, 'lines' | 'head'>): Buffer {
  return Buffer.from(`plaza ${about}\n${lines}\n${head}`)
}

/** What RFC 8410 puts before the 32 bytes of an Ed25519 key. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

function privateKey(seed: string): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, Buffer.from(seed, 'hex')]), format: 'der', type: 'pkcs8' })
}

function publicKey(raw: string): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_HEAD, Buffer.from(raw, 'base64url')]), format: 'der', type: 'spki' })
}
