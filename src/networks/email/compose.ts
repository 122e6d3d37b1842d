import MailComposer from 'nodemailer/lib/mail-composer'
import type { Outgoing } from '../../domain/outgoing.ts'
import { bareSubject } from '../../domain/said-in-all.ts'
import type { OfficialAccount } from '../network.ts'
import { z } from 'zod'

/** What an answer needs of the mail it answers; `translate` wrote it. */
const answered = z.object({ messageId: z.string().nullable(), references: z.array(z.string()) }).catch({ messageId: null, references: [] })

const MAX_REFERENCES = 20

/** The whole mail, ready to submit and to file: text, the same as simple HTML, attachments, its place in the thread. */
export async function composeMail(out: Outgoing, us: OfficialAccount, to: { address: string; messageId: string }): Promise<Buffer> {
  const { messageId, references } = answered.parse(out.target.ref)
  const attachments = await Promise.all(
    out.media.map(async (media) => ({ filename: media.name, contentType: media.mime, content: Buffer.from(await media.read()) })),
  )
  const composer = new MailComposer({
    from: { name: us.name === us.nativeId ? '' : us.name, address: us.nativeId },
    to: { name: out.target.to.name === to.address ? '' : out.target.to.name, address: to.address },
    subject: subjectOf(out, us),
    messageId: `<${to.messageId}>`,
    ...(messageId ? { inReplyTo: `<${messageId}>`, references: chain(references, messageId) } : {}),
    headers: headersOf(out),
    text: out.text,
    html: simpleHtml(out.text, out.language),
    attachments,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

/** By RFC 3834 an automatic answer says so: no other machine may answer it. */
function headersOf({ language, automatic }: Outgoing): Record<string, string> {
  return { ...(language && { 'Content-Language': language }), ...(automatic && { 'Auto-Submitted': 'auto-replied' }) }
}

/** "Re: " once, whatever the other's program wrote before the subject, in its language. */
export function replySubject(subject: string): string {
  return `Re: ${bareSubject(subject)}`.trim()
}

function subjectOf(out: Outgoing, us: OfficialAccount): string {
  if (out.subject) return out.subject
  return out.target.subject ? replySubject(out.target.subject) : out.target.nativeId ? 'Re:' : us.name
}

// The root and the nearest parents: enough for any program, short enough for any server.
function chain(references: string[], parent: string): string[] {
  const all = [...references.filter((id) => id !== parent), parent].filter((id) => /^[^<>\s]+$/.test(id))
  const kept = all.length <= MAX_REFERENCES ? all : [...all.slice(0, 1), ...all.slice(1 - MAX_REFERENCES)]
  return kept.map((id) => `<${id}>`)
}

function simpleHtml(text: string, language?: string): string {
  const paragraphs = text.split(/\n{2,}/).map((part) => `<p>${linked(part).replaceAll('\n', '<br>')}</p>`)
  return `<div dir="auto"${language ? ` lang="${escape(language)}"` : ''}>${paragraphs.join('\n')}</div>`
}

function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'])/g)
    .map((piece, at) => (at % 2 === 0 ? escape(piece) : `<a href="${escape(piece)}">${escape(piece)}</a>`))
    .join('')
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
