import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { PlazaError } from '../domain/plaza-error.ts'

export interface TemporaryDatabase {
  url: string
  name: string
  drop(): Promise<void>
}

/** Creates an empty database beside the one that `url` names, which is not touched. Throws `database` where we may not. */
export async function createTemporaryDatabase(url: string): Promise<TemporaryDatabase> {
  const name = `plaza_rehearsal_${randomUUID().replaceAll('-', '')}`
  try {
    await command(url, `create database ${name}`)
  } catch (cause) {
    throw new PlazaError(
      'unavailable',
      'database',
      'Plaza can’t create a database on that PostgreSQL; its user needs CREATEDB, or leave PLAZA_DATABASE_URL unset.',
      cause,
    )
  }
  return { name, url: Object.assign(new URL(url), { pathname: `/${name}` }).toString(), drop: () => command(url, `drop database ${name} with (force)`) }
}

async function command(url: string, words: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(words)
  } finally {
    await client.end()
  }
}
