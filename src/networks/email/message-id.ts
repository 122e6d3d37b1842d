import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { domainOf } from './address.ts'

/**
 * Our own Message-IDs are proofs. `<plaza.{key}.{thread}.{mac}@domain>` carries the message's key, its thread, and the
 * full HMAC-SHA256 of both and of the one address it was written to. Whoever names it in References without being that
 * address, or without having received it, proves nothing and enters no thread.
 */
const OURS = /^plaza\.([A-Za-z0-9_=-]+)\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})@([^\s<>@]+)$/

export interface OwnMessage {
  nativeId: string
  thread: string
}

/** The id of a message of ours, from its key alone: what we call it before it is sent and after we hear it back. */
export function ownNativeId(key: string, ourAddress: string): string {
  return `plaza.${plainKey(key)}@${domainOf(ourAddress)}`
}

/** The Message-ID to send, without brackets. */
export function mintMessageId(own: { key: string; thread: string; to: string; from: string }, secret: string): string {
  const key = plainKey(own.key)
  return `plaza.${key}.${own.thread}.${proof({ key, thread: own.thread, to: own.to }, secret)}@${domainOf(own.from)}`
}

/** The message that an id names, if it is truly ours and was written to one of these addresses; else null. */
export function provenOwn(messageId: string, addresses: readonly string[], secret: string): OwnMessage | null {
  const [, key, thread, mac, domain] = OURS.exec(messageId) ?? []
  if (!key || !thread || !mac || !secret) return null
  const given = Buffer.from(mac, 'base64url')
  const proven = addresses.some((to) => timingSafeEqual(given, Buffer.from(proof({ key, thread, to }, secret), 'base64url')))
  return proven ? { nativeId: `plaza.${key}@${domain}`, thread } : null
}

/**
 * The message that our own Sent folder holds under this id. No proof is asked: only the mailbox's owner files there, and
 * what we sent before the secret was renewed must still be known as ours.
 */
export function filedOwn(messageId: string, ourAddress: string): OwnMessage | null {
  const [, key, thread, , domain] = OURS.exec(messageId) ?? []
  return key && thread && domain === domainOf(ourAddress) ? { nativeId: `plaza.${key}@${domain}`, thread } : null
}

/** Every id of our shape that a text names: a bounce may carry ours anywhere in what it returns. */
export function ownIdsIn(text: string): string[] {
  return [...text.matchAll(/plaza\.[\w=-]+\.[\w-]{22}\.[\w-]{43}@[^\s<>@"]+/g)].slice(0, 20).map(([id]) => id)
}

/**
 * A thread of mail: what one address talks about with us under one root. Bound to the address, so that two senders
 * can't share a thread by naming the same root.
 */
export function threadOf(address: string, root: string): string {
  return createHash('sha256').update(`${address}\0${root}`).digest('base64url').slice(0, 22)
}

function proof(of: { key: string; thread: string; to: string }, secret: string): string {
  return createHmac('sha256', Buffer.from(secret, 'base64url')).update(`${of.key}\0${of.thread}\0${of.to}`).digest('base64url')
}

// Dots part the fields, so a key keeps only letters, digits, hyphen and underscore; the rest goes as =XX.
function plainKey(key: string): string {
  return Buffer.from(key)
    .toString('latin1')
    .replace(/[^\w-]/g, (c) => `=${c.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`)
}
