import { domainToASCII } from 'node:url'

export interface Mailbox {
  /** Lower case, its domain in ASCII: what addresses are compared and remembered by. */
  address: string
  name: string
}

/**
 * The one form in which an address is kept. Null for what is no address: a local part without spaces or brackets, one
 * `@`, a domain that the URL standard accepts. The local part is lower-cased, as every large provider treats it.
 */
export function normalAddress(written: string): string | null {
  const trimmed = written.trim()
  const at = trimmed.lastIndexOf('@')
  const local = trimmed.slice(0, at)
  const domain = domainToASCII(trimmed.slice(at + 1).toLowerCase())
  if (at < 1 || !domain || trimmed.length > 320 || !isPlain(local)) return null
  return `${local.toLowerCase()}@${domain}`
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

/** Addresses that nobody reads, so that an answer belongs to Reply-To. */
export function isUnread(address: string): boolean {
  return /^(no-?reply|do-?not-?reply|noresponder|no-?responder|nao-?responda|web-?form|formulario|mailer)([-+._].*)?@/.test(address)
}

// Control characters and brackets in an address are how a header is broken open.
function isPlain(local: string): boolean {
  return !/[\s<>()[\],;:\\"@\p{Cc}]/u.test(local)
}
