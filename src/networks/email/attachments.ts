import type { MessageStructureObject } from 'imapflow'
import type { Attachment } from './heard-mail.ts'

const MAX_ATTACHMENTS = 200

/** What a mail carries besides its text, by the part numbers under which its server will hand it out. */
export function attachmentsOf(structure: MessageStructureObject | undefined): Attachment[] {
  return structure ? leaves(structure).filter(isAttachment).slice(0, MAX_ATTACHMENTS).map(present) : []
}

// A mail inside a mail is read as text by the parser; attached as a file it is one file, not its parts.
function leaves(node: MessageStructureObject): MessageStructureObject[] {
  const opaque = node.type === 'message/rfc822' && node.disposition === 'attachment'
  return node.childNodes && !opaque ? node.childNodes.flatMap(leaves) : [node]
}

function isAttachment(node: MessageStructureObject): boolean {
  if (node.disposition === 'attachment') return true
  return !/^(text\/(plain|html|rfc822-headers)|multipart\/.*|message\/(rfc822|delivery-status|disposition-notification))$/.test(node.type)
}

function present(node: MessageStructureObject): Attachment {
  const name = node.dispositionParameters?.filename ?? node.parameters?.name
  const cid = node.id?.replace(/^<|>$/g, '')
  return {
    part: node.part ?? '1',
    mime: /^[\w.+-]+\/[\w.+-]+$/.test(node.type) ? node.type : 'application/octet-stream',
    ...(name ? { name: fileName(name) } : {}),
    ...(cid ? { cid } : {}),
    ...(node.size ? { bytes: decodedSize(node.size, node.encoding) } : {}),
  }
}

// A name from outside must not climb out of a download folder, nor hide its ending behind control or direction marks.
function fileName(written: string): string {
  const base = written.split(/[\\/]/).at(-1) ?? ''
  return base.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(-200) || 'file'
}

function decodedSize(size: number, encoding: string | undefined): number {
  return encoding?.toLowerCase() === 'base64' ? Math.floor((size * 3) / 4.1) : size
}
