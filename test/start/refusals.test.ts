import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { after, describe, test } from 'node:test'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { refuseUnusable } from '../../src/storage/refuse-unusable.ts'
import { createTemporaryDatabase } from '../../src/storage/temporary-database.ts'
import { openTestDatabase } from '../support/database.ts'
import { openOldPostgres } from './old-postgres.ts'
import { dataFolder, runProgram } from './program.ts'

const { url, db, pool, onClose } = await openTestDatabase(2)
const at = new URL(url).host

describe('what Plaza can’t start with, it refuses in one sentence and with exit code 1', () => {
  test('a data folder that is a file, a port that is taken, a host that is not ours, a setting that means nothing', { timeout: 60_000 }, async () => {
    const folder = await dataFolder()
    await mkdir(dirname(folder), { recursive: true })
    await writeFile(folder, '')
    const taken = createServer().listen(0, '127.0.0.1')
    after(() => taken.close())
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    await Promise.all([
      refuses(
        { PLAZA_DATA: folder, PLAZA_PORT: '0' },
        `Plaza can’t write to its data folder ${folder} (it is a file); mend that or set PLAZA_DATA to another.`,
      ),
      refuses({ PLAZA_PORT: String(port) }, `Port ${port} is taken by another program (is Plaza already running?); stop it or set PLAZA_PORT to another.`),
      refuses({ PLAZA_HOST: '203.0.113.9' }, 'This machine has no address 203.0.113.9; set PLAZA_HOST to one it has, such as 127.0.0.1.'),
      refuses(
        { PLAZA_DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c', PLAZA_PORT: '0' },
        'No PostgreSQL answers at 127.0.0.1:1; is it running? (PLAZA_DATABASE_URL)',
      ),
    ])
  })

  for (const [name, value, sentence] of [
    ['PLAZA_PORT', '70000', 'PLAZA_PORT must be a whole number from 0 to 65535, not “70000”.'],
    ['PLAZA_BASE_URL', 'care', 'PLAZA_BASE_URL must be an address such as https://care.example.com, not “care”.'],
    ['PLAZA_DATABASE_URL', 'mysql://a:hidden@db/c', 'PLAZA_DATABASE_URL must be an address such as postgres://plaza:secret@db.example.com/plaza.'],
    ['PLAZA_SECRET', 'short', 'PLAZA_SECRET must be 64 hexadecimal digits (32 bytes).'],
    ['PLAZA_LOG_LEVEL', 'loud', 'PLAZA_LOG_LEVEL must be one of silent, error, warn, info, debug, trace, not “loud”.'],
    ['PLAZA_UNDO_SECONDS', '1.5', 'PLAZA_UNDO_SECONDS must be a whole number from 0 to 60, not “1.5”.'],
  ] as const)
    test(`${name}=${value}`, () => assert.throws(() => readConfig({ [name]: value }), { code: 'config', message: sentence }))
})

describe('a PostgreSQL of the operator’s own', () => {
  test('is taken as it is when it will do', () => refuseUnusable(url))

  test('is refused for a wrong password, a database that is not there, a name that is nobody’s', async () => {
    await refusesDatabase(changed({ password: 'guessed' }), `The PostgreSQL at ${at} doesn’t accept the user “plaza” with this password.`)
    await refusesDatabase(changed({ pathname: '/nowhere' }), `The PostgreSQL at ${at} has no database “nowhere”; create it first.`)
    await refusesDatabase('postgres://a:b@db.invalid/c', /^(There is no host of the name in|The name of the host in) db\.invalid:5432/)
  })

  test('is refused where Plaza may not create its tables', async () => {
    const role = `weak_${process.pid}`
    await pool.query(`create role ${role} login password 'weak'`)
    onClose(() => pool.query(`drop role ${role}`))
    const sentence = `The user “${role}” may not create tables in the database “${new URL(url).pathname.slice(1)}” at ${at}; make it the owner: alter database … owner to ….`
    await refusesDatabase(changed({ username: role, password: 'weak' }), sentence)
  })

  test('is refused when it does not keep Unicode', async () => {
    const name = `ascii_${process.pid}`
    await pool.query(`create database ${name} encoding 'SQL_ASCII' locale 'C' template template0`)
    onClose(() => pool.query(`drop database ${name} with (force)`))
    await refusesDatabase(
      changed({ pathname: `/${name}` }),
      `The database “${name}” at ${at} keeps text as SQL_ASCII; give Plaza one that was created with encoding UTF8.`,
    )
  })

  test('is refused when it is older than 15', async () => {
    const old = await openOldPostgres('14.19')
    after(() => old.close())
    await refusesDatabase(`postgres://a:b@127.0.0.1:${old.port}/c`, `The PostgreSQL at 127.0.0.1:${old.port} is 14.19, and Plaza needs 15 or later.`)
  })
})

describe('a database that somebody else wrote', () => {
  test('is left alone when it holds other tables', async () => {
    const other = await createTemporaryDatabase(url)
    const { db: theirs, pool: asThem } = openDatabase(other.url, 1)
    onClose(async () => {
      await theirs.destroy()
      await other.drop()
    })
    await asThem.query('create table wp_posts (id integer)')
    await assert.rejects(() => migrate(theirs, assert.fail), {
      code: 'foreign-database',
      message: 'This database holds tables that are not Plaza’s; give Plaza an empty one.',
    })
    const { rows } = await asThem.query(`select tablename from pg_tables where schemaname = 'public'`)
    assert.deepEqual(rows, [{ tablename: 'wp_posts' }])
  })

  test('is left alone when a newer Plaza or another Plaza migrated it', async () => {
    assert.equal(await migrate(db, assert.fail), 0)
    await pool.query(`insert into plaza_migration (number, name, checksum) values (9999, '9999-later.sql', '')`)
    await refuses({ PLAZA_DATABASE_URL: url, PLAZA_PORT: '0' }, 'A newer Plaza has written to this database; start that version, or restore an older backup.')
    await pool.query(`delete from plaza_migration where number = 9999`)
    await pool.query(`update plaza_migration set checksum = '0' where number = 1`)
    await assert.rejects(() => migrate(db, assert.fail), {
      code: 'foreign-database',
      message: /^This database was made by another Plaza: its 0001-.* differs from ours\.$/,
    })
  })
})

/** One sentence after the steps, nothing that only a developer could read, and no process left: what it started shares its pipes. */
async function refuses(env: Record<string, string>, sentence: string): Promise<void> {
  const plaza = runProgram(['src/main.ts', 'serve'], env)
  assert.equal(await plaza.ended, 1, plaza.said())
  assert.equal(plaza.said().replace('plaza: starting the database\n', ''), `plaza: ${sentence}\n`)
}

async function refusesDatabase(address: string, sentence: string | RegExp): Promise<void> {
  const message = typeof sentence === 'string' ? `${sentence} (PLAZA_DATABASE_URL)` : sentence
  await assert.rejects(() => refuseUnusable(address), { code: 'database', message })
}

function changed(parts: Partial<URL>): string {
  return Object.assign(new URL(url), parts).toString()
}
