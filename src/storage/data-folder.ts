import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PlazaError } from '../domain/plaza-error.ts'

const REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EEXIST: 'it is a file',
  ENOENT: 'it is a link that leads nowhere',
  ENOTDIR: 'a file lies in its path',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
}

/** Makes the folder of the database and keys, or throws `data-folder`. Whatever the umask, others may pass through it to what is theirs, and see nothing. */
export async function prepareDataFolder(folder: string): Promise<void> {
  try {
    if (await mkdir(folder, { recursive: true })) await chmod(folder, 0o711)
    const probe = join(folder, `.writable-${process.pid}`)
    await writeFile(probe, '')
    await rm(probe)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    const sentence = `Plaza can’t write to its data folder ${folder} (${REASONS[code] ?? (code || String(cause))}); mend that or set PLAZA_DATA to another.`
    throw new PlazaError('unavailable', 'data-folder', sentence, cause)
  }
}
