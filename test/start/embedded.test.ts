import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmod, lstat, mkdir, readFile, readlink, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'
import { Client } from 'pg'
import { startEmbedded, type EmbeddedDatabase } from '../../src/storage/embedded.ts'
import { findOwner } from '../../src/storage/embedded/owner.ts'
import { dataFolder, postmaster } from './program.ts'

describe('the embedded database', () => {
  test('starts beside what a killed start left, is adopted by who comes next, and starts over a dead one’s number that somebody else got', async () => {
    const folder = await dataFolder()
    await mkdir(join(folder, 'postgres.cut-short'), { recursive: true })
    await writeFile(join(folder, 'postgres.cut-short', 'PG_VERSION'), '18\n')
    const steps: string[] = []
    const [first, second] = await Promise.all([startEmbedded(folder, (step) => steps.push(step)), startEmbedded(folder, (step) => steps.push(step))])
    assert.ok(steps.includes('creating the database'))
    assert.equal(first.url, second.url, 'two that start at once share one')
    assert.equal(await answer(first), 18)

    const note = join(folder, 'postgres', 'postmaster.pid')
    const lines = (await readFile(note, 'utf8')).split('\n')
    await first.stop()
    assert.equal(postmaster(folder), null)
    await second.stop()
    const stranger = spawn('sleep', ['600'], { ...(await findOwner()) })
    after(() => stranger.kill('SIGKILL'))
    await writeFile(note, [stranger.pid, ...lines.slice(1)].join('\n'))
    const again = await startEmbedded(folder, assert.fail)
    assert.equal(await answer(again), 18)
    await again.stop()
  })

  test('says so when its files are of another version', async () => {
    const folder = await dataFolder()
    await mkdir(join(folder, 'postgres'), { recursive: true })
    await chmod(folder, 0o711)
    await writeFile(join(folder, 'postgres', 'PG_VERSION'), '12\n')
    await assert.rejects(() => startEmbedded(folder, assert.fail), { code: 'data-folder', message: /was written by PostgreSQL 12, and this Plaza brings 18/ })
  })

  // Nobody else has places where PostgreSQL can't follow.
  if (process.getuid?.() !== 0) return
  test('keeps its files where PostgreSQL’s user may go when root starts it from a place of root’s own', async () => {
    const folder = await dataFolder()
    await chmod(dirname(folder), 0o700)
    const steps: string[] = []
    const database = await startEmbedded(folder, (step) => steps.push(step))
    const link = join(folder, 'postgres')
    const place = await readlink(link)
    try {
      assert.equal(steps[0], `PostgreSQL’s user can’t reach ${link}, so the database’s files lie in ${dirname(place)}`)
      assert.equal(await answer(database), 18)
      await database.stop()
      assert.ok((await lstat(link)).isSymbolicLink())
      const again = await startEmbedded(folder, assert.fail)
      await again.stop()
    } finally {
      await rm(dirname(place), { recursive: true, force: true })
    }
    await assert.rejects(() => startEmbedded(folder, assert.fail), {
      code: 'data-folder',
      message: `The database’s files are gone: ${link} points to ${place}. Bring them back, or remove the link to begin anew.`,
    })
  })
})

/** The major version that the server says it is. */
async function answer({ url }: EmbeddedDatabase): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ major: number }>(`select current_setting('server_version_num')::int / 10000 as major`)
    return rows[0]!.major
  } finally {
    await client.end()
  }
}
