import { readFile } from 'node:fs/promises'
import { PlazaError } from '../../domain/plaza-error.ts'
import { finding, type Finding } from '../../manual/finding.ts'
import { usage } from '../read-args.ts'

export interface ManualFile {
  file: string
  text: string
  /** That it is not UTF-8; its text is what was probably meant. */
  findings: Finding[]
}

/** The one file that a command names, and its text. Throws `usage`. */
export async function readManualFile([file, ...more]: readonly string[]): Promise<ManualFile> {
  if (file === undefined || more.length > 0) throw usage('manual', 'Name one file.')
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new PlazaError('invalid', 'usage', `There is no file ${file} that can be read.`, cause)
  })
  const text = new TextDecoder().decode(bytes)
  return Buffer.from(text).equals(withoutMark(bytes)) ? { file, text, findings: [] } : { file, ...inOtherEncoding(bytes) }
}

/** `TextDecoder` leaves it out. */
function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? bytes.subarray(3) : bytes
}

/** What spreadsheets and old editors write: the manual is read all the same, so that every other mistake is found too. */
function inOtherEncoding(bytes: Buffer): Pick<ManualFile, 'text' | 'findings'> {
  const taken = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'windows-1252'
  const before = new TextDecoder().decode(bytes).split('\ufffd', 1)[0]!
  const line = before.split('\n').length
  const at = { line, column: before.length - before.lastIndexOf('\n') }
  return { text: new TextDecoder(taken).decode(bytes), findings: [finding('not-utf8', at, { taken })] }
}
