import { chmod, lstat, mkdir, mkdtemp, readlink, realpath, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { PlazaError } from '../../domain/plaza-error.ts'
import { canEnter, type Owner } from './owner.ts'

/** Where PostgreSQL's own user may go on every Unix, unlike root's home. */
export const ELSEWHERE = '/var/lib/plaza'

/**
 * The real path of the database's files: `postgres` in the data folder. Where PostgreSQL's user can't reach that, they lie
 * elsewhere and `postgres` is a link to them.
 */
export async function findPlace(dataFolder: string, owner: Owner, progress: (step: string) => void): Promise<string> {
  const inside = join(await realpath(dataFolder), 'postgres')
  const known = await lstat(inside).catch(() => null)
  if (known?.isSymbolicLink()) return follow(inside)
  if (await canEnter(inside, owner)) return inside
  if (known) {
    throw wrongFolder(
      `PostgreSQL never runs as root, and its user can’t reach ${inside}; move the data folder to where everybody may pass, such as ${ELSEWHERE}, and set PLAZA_DATA to it.`,
    )
  }
  return linkElsewhere(inside, progress)
}

async function follow(link: string): Promise<string> {
  return realpath(link).catch(async (cause: unknown) => {
    throw wrongFolder(`The database’s files are gone: ${link} points to ${await readlink(link)}. Bring them back, or remove the link to begin anew.`, cause)
  })
}

async function linkElsewhere(inside: string, progress: (step: string) => void): Promise<string> {
  await makePassable(ELSEWHERE)
  const home = await mkdtemp(join(ELSEWHERE, 'data-'))
  await chmod(home, 0o711)
  const place = join(home, 'postgres')
  await mkdir(place)
  await symlink(place, inside)
  progress(`PostgreSQL’s user can’t reach ${inside}, so the database’s files lie in ${home}`)
  return place
}

/** A folder of root’s that everybody may pass through. */
export async function makePassable(folder: string): Promise<void> {
  if (await mkdir(folder, { recursive: true })) await chmod(folder, 0o711)
}

function wrongFolder(sentence: string, cause?: unknown): PlazaError {
  return new PlazaError('unavailable', 'data-folder', sentence, cause)
}
