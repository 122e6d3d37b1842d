/** A node of a mail's MIME tree, with the bytes that IMAP hands out by part number. */
export interface MimePart {
  headers: Buffer
  body: Buffer
  type: string
  parameters: Record<string, string>
  children: MimePart[]
  field(name: string): string
}

/** Splits a mail by its own declared boundaries; what is broken stays one part. */
export function mimeTree(raw: Buffer, depth = 0): MimePart {
  const end = raw.indexOf('\r\n\r\n')
  const headers = end < 0 ? raw : raw.subarray(0, end + 4)
  const body = end < 0 ? Buffer.alloc(0) : raw.subarray(end + 4)
  const unfolded = headers.toString('latin1').replace(/\r\n[ \t]+/g, ' ')
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? ''
  const { value, parameters } = structured(field('Content-Type') || 'text/plain; charset=us-ascii')
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(value) ? value : 'text/plain'
  const boundary = type.startsWith('multipart/') && depth < 20 ? parameters.boundary : undefined
  const children = boundary ? split(body, boundary).map((part) => mimeTree(part, depth + 1)) : []
  return { headers, body, type, parameters, children, field }
}

/** The part of an IMAP section number; a mail of one part has it as part 1. */
export function partAt(tree: MimePart, section: string): MimePart | null {
  const steps = section.split('.').map(Number)
  let part: MimePart | undefined = tree
  for (const step of steps) {
    if (part?.children.length === 0 && step === 1) continue
    part = part?.children[step - 1]
  }
  return part ?? null
}

/** `attachment; filename="receipt.pdf"` */
export function structured(written: string): { value: string; parameters: Record<string, string> } {
  const [value = '', ...rest] = written.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/)
  const parameters = rest.flatMap((pair) => {
    const [, name, quoted, bare] = /^\s*([\w*.-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|(\S*))/.exec(pair) ?? []
    return name ? [[name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare ?? ''] as const] : []
  })
  return { value: value.trim().toLowerCase(), parameters: Object.fromEntries(parameters) }
}

function split(body: Buffer, boundary: string): Buffer[] {
  const text = `\r\n${body.toString('latin1')}`
  const [, ...parts] = text.split(`\r\n--${boundary}`)
  const closed = parts.findIndex((part) => part.startsWith('--'))
  return (closed < 0 ? parts : parts.slice(0, closed)).map((part) => Buffer.from(part.replace(/^[ \t]*\r\n/, ''), 'latin1'))
}
