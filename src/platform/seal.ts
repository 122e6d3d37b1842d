import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { keepSecret } from './keep-secret.ts'

/** Keeps secrets at rest and signs what leaves and comes back. One secret, a key derived for each purpose. */
export interface Seal {
  /** AES-256-GCM over the JSON of `value`: nonce (12) + tag (16) + text. */
  seal(value: unknown): Buffer
  open<T>(sealed: Buffer): T
  /** A key for somebody else's signing (sessions), in hex. */
  keyFor(purpose: string): string
}

/** Without a secret of the operator's, one is kept in the data folder, which must be there. */
export async function openSeal(secret: string | null, dataFolder: string): Promise<Seal> {
  const root = Buffer.from(secret ?? (await keepSecret(join(dataFolder, 'secret'))), 'hex')
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', root, '', `plaza ${purpose}`, 32))
  const key = derive('credentials')
  return {
    seal: (value) => encrypt(key, JSON.stringify(value)),
    open: <T>(sealed: Buffer) => JSON.parse(decrypt(key, sealed)) as T,
    keyFor: (purpose) => createHmac('sha256', root).update(purpose).digest('hex'),
  }
}

function encrypt(key: Buffer, text: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

function decrypt(key: Buffer, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
}
