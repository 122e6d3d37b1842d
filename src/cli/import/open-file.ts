import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { PlazaError } from '../../domain/plaza-error.ts'

export interface OpenFile {
  chunks(): AsyncIterable<Uint8Array>
  /** What it is known by wherever it lies; null for what can be read only once. */
  hash(): Promise<string | null>
}

/** A file, or standard input for `-`. Throws `file` with a sentence. */
export async function openFile(path: string): Promise<OpenFile> {
  if (path === '-') return { chunks: () => process.stdin, hash: async () => null }
  const found = await stat(path).catch((cause: unknown) => {
    throw new PlazaError('not-found', 'file', `There is no file ${path} that can be read.`, cause)
  })
  if (found.isDirectory()) throw new PlazaError('invalid', 'file', `${path} is a folder; name a file.`)
  return { chunks: () => createReadStream(path), hash: () => (found.isFile() ? hashOf(path) : Promise.resolve(null)) }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}
