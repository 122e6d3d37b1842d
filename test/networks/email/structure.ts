import type { MessageStructureObject } from 'imapflow'
import { mimeTree, structured, type MimePart } from '../../../src/rehearsal/email/mime-tree.ts'

/** BODYSTRUCTURE of a mail as imapflow presents it, for mails that never saw a server. Encoded names stay encoded. */
export function mimeStructure(raw: Buffer): MessageStructureObject {
  return present(mimeTree(raw), '')
}

function present(part: MimePart, at: string): MessageStructureObject {
  const disposition = structured(part.field('Content-Disposition'))
  const childNodes = part.children.map((child, index) => present(child, at ? `${at}.${index + 1}` : String(index + 1)))
  return {
    type: part.type,
    parameters: part.parameters,
    dispositionParameters: disposition.parameters,
    encoding: part.field('Content-Transfer-Encoding'),
    size: part.body.length,
    ...(at ? { part: at } : {}),
    ...(disposition.value ? { disposition: disposition.value } : {}),
    ...(part.field('Content-ID') ? { id: part.field('Content-ID') } : {}),
    ...(childNodes.length > 0 ? { childNodes } : {}),
  }
}
