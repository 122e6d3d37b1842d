import { openLinks, readSignedEnd, type About, type ChainEnd } from '../platform/seal-lines.ts'
import { CSV_HEAD } from './prove-complaints.ts'

/** What is wrong with a proof: a line that is not as it was written (1-based), or an end that is missing, cut or signed by nobody. */
export type ProofFault = { code: 'line-changed'; line: number } | { code: 'no-end' | 'lines-missing' | 'signature-wrong' | 'after-the-end' }

export interface Proved {
  about: About
  lines: number
  /** Who signed it. */
  publicKey: string
}

/** Checks the lines of `proveComplaints`, in either format, or of `proveLookAlike` as they stream by. Answers what they prove, or the first fault. */
export async function checkProof(lines: AsyncIterable<string>): Promise<Proved | ProofFault> {
  const links = openLinks()
  let end: ChainEnd | null = null
  for await (const line of lines) {
    if (line === CSV_HEAD && links.end().lines === 0) continue
    if (end !== null) return { code: 'after-the-end' }
    end = readEnd(line)
    if (end !== null) continue
    const [text, hash] = split(line)
    if (links.add(text) !== hash) return { code: 'line-changed', line: links.end().lines }
  }
  if (end === null) return { code: 'no-end' }
  const found = links.end()
  if (found.lines !== end.lines || found.head !== end.head) return { code: 'lines-missing' }
  const about = readSignedEnd(end)
  return about ? { about, lines: found.lines, publicKey: end.publicKey } : { code: 'signature-wrong' }
}

function readEnd(line: string): ChainEnd | null {
  const [, lines = '', head = '', signature = '', publicKey = ''] =
    /^end,(\d+),([0-9a-f]*),([\w-]+),([\w-]+)$/.exec(line) ??
    /^\{"lines":(\d+),"head":"([0-9a-f]*)","signature":"([\w-]+)","publicKey":"([\w-]+)"\}$/.exec(line) ??
    []
  return publicKey === '' ? null : { lines: Number(lines), head, signature, publicKey }
}

/** The text of a line and the hash that it ends in. */
function split(line: string): [text: string, hash: string] {
  const [, json, ofJson] = /^(.*),"hash":"([0-9a-f]{64})"\}$/s.exec(line) ?? []
  if (json !== undefined) return [`${json}}`, ofJson!]
  const [, row = line, ofRow = ''] = /^(.*),([0-9a-f]{64})$/.exec(line) ?? []
  return [row, ofRow]
}
