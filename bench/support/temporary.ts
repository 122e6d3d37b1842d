import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../../src/storage/embedded.ts'

/** A PostgreSQL of the bench's own, with the settings that Plaza serves on; gone afterwards. */
export async function withDatabase<T>(use: (url: string, dataFolder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-bench-'))
  // PostgreSQL's own user has to pass.
  chmodSync(folder, 0o711)
  const server = await startEmbedded(folder, () => {})
  try {
    return await use(server.url, folder)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

export function progress(line: string): void {
  process.stderr.write(`bench: ${line}\n`)
}
