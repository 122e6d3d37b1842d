import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { PlazaError } from '../../domain/plaza-error.ts'

const run = promisify(execFile)

/** The user that PostgreSQL runs as; null: the one that we run as. */
export type Owner = { uid: number; gid: number } | null

/** PostgreSQL never runs as root: there it gets the system user `postgres`, made where it is missing. */
export async function findOwner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return null
  return (await lookUp()) ?? (await add())
}

/** Runs a program as that user, in a place and in words that are the same on every machine. Rejects with its standard error. */
export function runAs(owner: Owner, program: string, args: string[]): Promise<{ stdout: string; stderr: string }> {
  return run(program, args, { ...owner, env: { LC_ALL: 'C.UTF-8', LC_MESSAGES: 'C', TZ: 'UTC' }, cwd: '/' })
}

/** Whether every folder above a path lets the user through. */
export async function canEnter(path: string, owner: Owner): Promise<boolean> {
  if (!owner) return true
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder)
    const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001
    if (!(mode & bit)) return false
  }
  return true
}

async function lookUp(): Promise<NonNullable<Owner> | null> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'postgres']).catch(() => null)))
  return uid && gid ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : null
}

async function add(): Promise<Owner> {
  let cause: unknown
  await run('useradd', ['--system', '--user-group', 'postgres']).catch((error: unknown) => (cause = error))
  const owner = await lookUp()
  if (owner) return owner
  throw new PlazaError(
    'unavailable',
    'embedded-database',
    'PostgreSQL never runs as root, and the system user “postgres” could not be made; make it, or start Plaza as an ordinary user.',
    cause,
  )
}
