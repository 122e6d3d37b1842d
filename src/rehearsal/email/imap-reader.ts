import type { Socket } from 'node:net'

export type Token = string | Token[]

export interface Command {
  tag: string
  name: string
  args: Token[]
}

export interface Reader {
  /** Null when the client is gone. */
  command(): Promise<Command | null>
  line(): Promise<string | null>
}

const MAX_LINE = 64 * 1024
const MAX_LITERAL = 32 * 1024 * 1024

/** Reads IMAP commands from a socket (RFC 3501, 9): lines, with quoted strings, lists and literals. */
export function openReader(socket: Socket): Reader {
  const chunks = socket[Symbol.asyncIterator]()
  let buffered = Buffer.alloc(0)
  const more = async (): Promise<boolean> => {
    const next = await chunks.next().catch(() => ({ done: true as const, value: undefined }))
    if (next.done) return false
    buffered = Buffer.concat([buffered, next.value])
    return true
  }
  const line = async (): Promise<string | null> => {
    while (!buffered.includes('\r\n')) {
      if (buffered.length > MAX_LINE) throw new Error('line too long')
      if (!(await more())) return null
    }
    return take(buffered.indexOf('\r\n'), 2).toString('latin1')
  }
  const take = (length: number, skip = 0): Buffer => {
    const taken = buffered.subarray(0, length)
    buffered = buffered.subarray(length + skip)
    return taken
  }
  const literal = async (length: number): Promise<string | null> => {
    if (length > MAX_LITERAL) throw new Error('literal too large')
    while (buffered.length < length) if (!(await more())) return null
    return take(length).toString('latin1')
  }
  const command = async (): Promise<Command | null> => {
    const literals: string[] = []
    let text = ''
    for (;;) {
      const part = await line()
      if (part === null) return null
      const [marker, length, eager] = /\{(\d+)(\+?)\}$/.exec(part) ?? []
      if (marker === undefined) return parse(text + part, literals)
      if (!eager) socket.write('+ go on\r\n')
      const bytes = await literal(Number(length))
      if (bytes === null) return null
      text += `${part.slice(0, -marker.length)}\0${literals.push(bytes) - 1}\0`
    }
  }
  return { command, line }
}

function parse(text: string, literals: string[]): Command {
  const [tag, ...words] = tokens(text, literals)
  if (typeof tag !== 'string' || typeof words[0] !== 'string') throw new Error('no command')
  const byUid = words[0].toUpperCase() === 'UID'
  const name = (byUid ? `UID ${String(words[1])}` : words[0]).toUpperCase()
  return { tag, name, args: words.slice(byUid ? 2 : 1) }
}

// A bracketed section belongs to its atom: BODY.PEEK[HEADER.FIELDS (DATE)]<0.100>.
const TOKEN = /\0(\d+)\0|"((?:[^"\\]|\\.)*)"|[()]|((?:[^\s()"[\]\0]|\[[^\]]*\])+)|[^ ]/g

function tokens(text: string, literals: string[]): Token[] {
  const stack: Token[][] = [[]]
  for (const match of text.matchAll(TOKEN)) {
    if (match[0] === '(') stack.push([])
    else if (match[0] === ')') stack.at(-2)?.push(stack.pop() ?? [])
    else stack.at(-1)?.push(word(match, literals))
  }
  const [all, ...open] = stack
  if (!all || open.length > 0) throw new Error('unbalanced list')
  return all
}

function word([, index, quoted, atom]: RegExpExecArray, literals: string[]): string {
  if (index !== undefined) return literals[Number(index)] ?? ''
  if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1')
  if (atom !== undefined) return atom
  throw new Error('not a command')
}
