import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { dirname } from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { text } from 'node:stream/consumers'
import type { Egress } from '../egress.ts'
import { fileKind } from '../file-kind.ts'

/** What a decoder process answers; `jpeg` in base64, 128 pixels the longer side. */
export interface DecodedPicture {
  hash: string | null
  jpeg: string
}

export interface ReadPicture {
  /** 16 hexadecimal digits (`perceptual-hash.ts`); null where the picture is one even colour. */
  hash: string | null
  /** A small copy, drawn anew from its pixels. */
  jpeg: Buffer
  /** Of the file itself, as its server gave it. */
  sha256: string
}

/** Why a picture could not be read; the first ones will be so again. */
export type PictureCode = 'gone' | 'no-picture' | 'too-large' | 'unreadable' | 'refused' | 'busy' | 'unreachable'

export class PictureFailure extends Error {
  readonly code: PictureCode
  constructor(code: PictureCode, cause?: unknown) {
    super(`the picture could not be read: ${code}`, { cause })
    this.code = code
  }

  /** Whether another try may go better. */
  get mayPass(): boolean {
    return this.code === 'busy' || this.code === 'unreachable'
  }
}

/** The networks keep profile pictures far below these. */
const MOST_BYTES = 4 * 1024 * 1024
const FETCH_MS = 10_000

/**
 * Fetches a picture of anybody's and reads it. Only what begins as JPEG, PNG, GIF or WebP is read (an SVG is a program). Its file never meets this process's
 * own code, nor a browser: it is decoded where nothing else is. Throws `PictureFailure`.
 */
export async function readPicture(egress: Pick<Egress, 'fetch'>, address: string): Promise<ReadPicture> {
  const file = await fetchPicture(egress, address)
  if (!/^image\/(jpeg|png|gif|webp)$/.test(fileKind(file) ?? '')) throw new PictureFailure('no-picture')
  const { hash, jpeg } = await decode(file)
  return { hash, jpeg: Buffer.from(jpeg, 'base64'), sha256: createHash('sha256').update(file).digest('hex') }
}

async function fetchPicture({ fetch }: Pick<Egress, 'fetch'>, address: string): Promise<Buffer> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(FETCH_MS), headers: { accept: 'image/jpeg, image/png, image/webp, image/gif' } })
    if (response.ok) return await bounded(response)
    await response.body?.cancel()
    throw new PictureFailure(response.status === 429 || response.status >= 500 ? 'busy' : 'gone')
  } catch (error) {
    if (error instanceof PictureFailure) throw error
    const isRefused = error instanceof TypeError ? !URL.canParse(address) : (error as { code?: unknown }).code === 'egress-refused'
    throw new PictureFailure(isRefused ? 'refused' : 'unreachable', error)
  }
}

/** Stops reading where it is too much; what a server says beforehand is not believed. */
async function bounded({ body }: Response): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of body ?? []) {
    bytes += piece.length
    if (bytes > MOST_BYTES) throw new PictureFailure('too-large')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

const DECODE_MS = 20_000
const DECODER = fileURLToPath(new URL('decode.ts', import.meta.url))

async function decode(file: Buffer): Promise<DecodedPicture> {
  const child = spawn(process.execPath, [...rights(), DECODER], {
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: DECODE_MS,
    killSignal: 'SIGKILL',
  })
  // One that ends before it has read all says why by its exit code.
  child.stdin.on('error', () => {})
  child.stdin.end(file)
  const [answer, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
  // Ended from outside: its time was over, which a busy machine may be the reason of.
  if (code !== 0) throw new PictureFailure(code === null ? 'busy' : 'unreadable')
  return JSON.parse(answer) as DecodedPicture
}

/**
 * A decoder may read its own code and nothing else: no network, no other file, no further process (Node's permission model). 2,048 pages of WebAssembly
 * memory are 128 MB, some ten million pixels: a small file that unfolds to more ends there.
 */
function rights(): string[] {
  const library = dirname(createRequire(import.meta.url).resolve('@silvia-odwyer/photon-node'))
  return ['--permission', `--allow-fs-read=${import.meta.dirname}`, `--allow-fs-read=${library}`, '--wasm-max-mem-pages=2048']
}
