import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { Client } from 'pg'
import type { Check } from '../../src/cli/doctor/check.ts'
import { connect } from '../../src/cli/connect.ts'
import { stepsOf } from '../../src/cli/connect/gather-fields.ts'
import { TEXTS } from '../../src/cli/connect/texts.ts'
import { NETWORKS } from '../../src/networks/all.ts'
import { openSimulatedMastodon } from '../../src/rehearsal/mastodon/index.ts'
import { upsertAccount } from '../../src/storage/account-writes.ts'
import { addJob } from '../../src/storage/jobs.ts'
import { runMigrations } from 'graphile-worker'
import { openTestDatabase } from '../support/database.ts'
import { plazaOn } from '../support/plaza.ts'

const database = await openTestDatabase(2)
const { db } = database
const { plaza } = plazaOn(database.url)
const elsewhere = plazaOn(await closedAddress())

describe('plaza doctor', () => {
  test('before anything is there it says what to do first', async () => {
    const { code, out } = await plaza(['doctor'])
    assert.equal(code, 0, out)
    assert.match(out, /ok {4}runtime/)
    assert.match(out, /LOOK {2}workspace .*nobody owns this Plaza yet\n.*create the owner/)
  })

  test('everything that is not fine is named, with what to do', async () => {
    const workspaceId = await found()
    const at = Temporal.Now.instant()
    const account = (handle: string) =>
      upsertAccount(db, { workspaceId, network: 'x', nativeId: handle, handle, name: handle, speaks: 'brand', state: 'connected' })
    await db
      .updateTable('account')
      .set({ state: 'reconnect', failure_code: 'access-revoked' })
      .where('id', '=', await account('lost'))
      .execute()
    await db
      .updateTable('account')
      .set({ gap_since: at, token_expires_at: at.add({ hours: 50 }) })
      .where('id', '=', await account('gappy'))
      .execute()
    await db
      .updateTable('account')
      .set({ credentials: Buffer.from('sealed by somebody else entirely') })
      .where('id', '=', await account('foreign'))
      .execute()
    await db.insertInto('quarantine').values({ workspace_id: workspaceId, network: 'x', stage: 'translate', reason: 'odd', payload: '{}' }).execute()
    await runMigrations({ pgPool: database.pool })
    await addJob(db, 'wake-ticket', { ticketId: '1' }, { key: 'k', runAt: at.subtract({ hours: 1 }) })
    await database.pool.query(`update graphile_worker._private_jobs set locked_by = 'worker-gone', locked_at = now() where key = 'k'`)

    // A live server is known by its connections; this one listens and does nothing.
    const server = new Client({ connectionString: database.url, application_name: 'plaza 4242 listening' })
    await server.connect()
    const { code, out } = await plaza(['doctor', '--json'])
    await server.end()
    assert.equal(code, 1)
    const { ok, checks } = JSON.parse(out) as { ok: boolean; checks: Check[] }
    assert.equal(ok, false)
    const of = (what: string) => checks.filter((check) => check.what === what).map(({ state, says }) => `${state} ${says}`)
    assert.deepEqual(of('server'), ['fine running as process 4242'])
    assert.deepEqual(of('x lost'), ['broken access lost. The access was taken back on the network.'])
    assert.match(
      of('x gappy').join('\n'),
      /look never heard yet, though a server runs\nlook the network skipped something since .*\nlook its access ends in 3 days/,
    )
    assert.deepEqual(of('x foreign'), ['broken its credentials were sealed with another secret'])
    assert.deepEqual(of('quarantine'), ['look 1 items could not be taken in'])
    assert.match(of('jobs').join('\n'), /look 1 were taken by a process that died/)
    assert.match(of('time zone')[0]!, /^fine America\/Bogota/)
    assert.deepEqual(of('clock'), ['fine database and machine tell the same time'])
    for (const check of checks) assert.equal(check.todo === undefined, check.state === 'fine', `${check.what}: ${check.says}`)
  })

  test('a database that does not answer is one clear line among the others', async () => {
    const { code, out, err } = await elsewhere.plaza(['doctor'])
    assert.equal(code, 1, err)
    assert.match(out, /BAD {3}database +Plaza can’t work with it\n +→ .*127\.0\.0\.1/)
    assert.match(out, /Something is broken\.\n$/)
  })

  test('where there is no database yet, none is made', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plaza-doctor-'))
    const { code, out } = await plazaOn('').plaza(['doctor', '--data', folder])
    rmSync(folder, { recursive: true })
    assert.equal(code, 0, out)
    assert.match(out, /LOOK {2}database +there is none yet/)
  })
})

describe('plaza connect', () => {
  test('every step and field of every network has its words', () => {
    for (const network of NETWORKS) {
      const texts = TEXTS[network.name]!
      assert.deepEqual(Object.keys(texts.steps), network.guide.steps)
      assert.deepEqual(Object.keys(texts.fields).toSorted(), network.guide.fields.map((field) => field.label).toSorted())
      assert.match(stepsOf(network), /1\. /)
    }
  })

  test('a network that can’t be reached is refused with what to do, and nothing is kept', async () => {
    const before = await db.selectFrom('account').select('id').execute()
    const { code, out, err } = await plaza(['connect', 'mastodon', '--field', 'server=127.0.0.1:9'], { input: '{"accessToken":"t0ps3cret"}' })
    assert.deepEqual([code, out], [1, ''])
    assert.match(err, /plaza: .*(could not be reached|address).*\n$/)
    assert.ok(!err.includes('t0ps3cret'))
    assert.deepEqual(await db.selectFrom('account').select('id').execute(), before)
  })

  test('fields from a script are tried live, and the account is there, its secret sealed', async () => {
    const network = await openSimulatedMastodon()
    database.onClose(() => network.close())
    const fields = await network.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })
    const allowed = { PLAZA_ALLOWED_HOSTS: network.hosts.join(',') }
    const wrong = await plazaOn(database.url, allowed).plaza(['connect', 'mastodon', '--field', `server=${fields['server']}`], {
      input: '{"accessToken":"not-this-one"}',
    })
    assert.equal(wrong.code, 1, wrong.err)
    assert.match(wrong.err, /did not accept these credentials\. Copy them again/)
    const { code, out, err } = await plazaOn(database.url, allowed).plaza(['connect', 'mastodon', '--brand', 'Aeroandes Cargo', '--json'], {
      input: JSON.stringify(fields),
    })
    assert.equal(code, 0, err)
    const { handle, brand, abilities } = JSON.parse(out)
    assert.match(handle, /^aeroandes@/)
    assert.equal(brand, 'Aeroandes Cargo')
    assert.ok(abilities.every((ability: { ok: boolean }) => ability.ok))
    const { credentials } = await db.selectFrom('account').select('credentials').where('network', '=', 'mastodon').executeTakeFirstOrThrow()
    assert.ok(credentials !== null && !credentials.includes(fields['accessToken']!))
    const checked = await plazaOn(database.url, allowed).plaza(['doctor', '--live'])
    assert.match(checked.out, /mastodon aeroandes\S* +the network answers now/)
  })

  test('the list shows accounts and no secret', async () => {
    const { code, out } = await plaza(['connect', '--list'])
    assert.equal(code, 0)
    assert.match(out, /NETWORK +ACCOUNT +BRAND[\s\S]*x +lost +Aeroandes +brand +reconnect +never/)
  })

  test('what is not understood is said in one sentence', async () => {
    for (const [args, told] of [
      [[], /Name a network: x, bluesky, mastodon, email/],
      [['myspace'], /can’t connect to “myspace”/],
      [['x', '--speaks', 'nobody'], /--speaks is one of brand, product, region, executive/],
      [['x', 'y'], /Name one network/],
      [['bluesky', '--field', 'colour=red'], /bluesky has no field “colour”; it has identifier, password/],
      [['bluesky', '--field', 'colour'], /written name=value/],
    ] as const)
      await assert.rejects(connect.run([...args]), told, args.join(' '))
  })
})

async function found(): Promise<string> {
  const { id } = await db
    .insertInto('workspace')
    .values({ name: 'Aeroandes', time_zone: 'America/Bogota', locale: 'es' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('brand').values({ workspace_id: id, name: 'Aeroandes' }).execute()
  return id
}

/** Where nothing listens: a port that was ours a moment ago. */
async function closedAddress(): Promise<string> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return `postgres://plaza:plaza@127.0.0.1:${port}/plaza`
}
