import { structured, type MimePart } from './mime-tree.ts'

/** BODYSTRUCTURE as RFC 3501, 7.4.2 writes it. */
export function bodyStructure(part: MimePart): string {
  const [family = 'text', kind = 'plain'] = part.type.split('/')
  const disposition = structured(part.field('Content-Disposition'))
  const tail = `${disposition.value ? `(${quote(disposition.value)} ${parameters(disposition.parameters)})` : 'NIL'} NIL NIL`
  if (part.children.length > 0) return `(${part.children.map(bodyStructure).join('')} ${quote(kind)} ${parameters(part.parameters)} ${tail})`
  const lines = family === 'text' ? ` ${part.body.toString('latin1').split('\r\n').length}` : ''
  const id = optional(part.field('Content-ID'))
  const encoding = quote(part.field('Content-Transfer-Encoding') || '7bit')
  const head = `${quote(family)} ${quote(kind)} ${parameters(part.parameters)} ${id} ${optional(part.field('Content-Description'))} ${encoding}`
  return `(${head} ${part.body.length}${lines} NIL ${tail})`
}

function parameters(of: Record<string, string>): string {
  const pairs = Object.entries(of)
  return pairs.length === 0 ? 'NIL' : `(${pairs.map(([name, value]) => `${quote(name)} ${quote(value)}`).join(' ')})`
}

function optional(value: string): string {
  return value ? quote(value) : 'NIL'
}

function quote(value: string): string {
  return `"${value.replace(/[^\x20-\x7e]/g, '?').replace(/["\\]/g, '\\$&')}"`
}
