import { createHash } from 'node:crypto'

/**
 * The native ids by which a connector will know a mail, worked out from outside: a story needs them to name what was said.
 * Mail of a connector drops thread and proof from its Message-ID; any other mail carries the hash of its content.
 */
export function mailId(mail: { messageId: string; author: string; date: string | null; subject: string | null; text: string }): string {
  const [, key, domain] = /^plaza\.([^.]+)\.[^.]+\.[^.@]+@(.+)$/.exec(mail.messageId) ?? []
  if (key && domain) return `plaza.${key}@${domain}`
  const body = mail.text.replace(/\s+/g, ' ').trim().slice(0, 4096)
  const hash = createHash('sha256').update(JSON.stringify([mail.author, mail.date, mail.subject, body]))
  return `${mail.messageId}#${hash.digest('base64url').slice(0, 16)}`
}
