import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { openTestDatabase } from '../support/database.ts'
import { plazaOn } from '../support/plaza.ts'
import { makeWorkspace } from '../support/workspace.ts'
import { openSimulatedMastodon } from '../../src/rehearsal/mastodon/index.ts'

const { db, url } = await openTestDatabase(4)
await makeWorkspace(db)
const net = await openSimulatedMastodon()
after(() => net.close())
await net.openAccount({ handle: 'avisos', name: 'Aeroandes Avisos' })
const { plaza } = plazaOn(url, { PLAZA_ALLOWED_HOSTS: net.hosts.join() })
const server = `server=${net.origin}`
const token = net.tokenOf('avisos')
const listed = async () => {
  const { code, out } = await plaza(['connect', '--list', '--json'])
  assert.equal(code, 0)
  return (JSON.parse(out) as { network: string; handle: string; state: string; brand: string; speaks: string }[]).filter(
    ({ network }) => network === 'mastodon',
  )
}

test('an account is connected after a live test, with its secret on standard input; again renews it and leaves whose it is', async () => {
  const input = JSON.stringify({ accessToken: token })
  const { code, out, err } = await plaza(['connect', 'mastodon', '--field', server, '--brand', 'Aeroandes Avisos', '--speaks', 'executive', '--json'], {
    input,
  })
  assert.equal(code, 0, err)
  const { handle, abilities } = JSON.parse(out) as { handle: string; abilities: { ok: boolean }[] }
  assert.equal(handle, 'avisos@mastodon.test')
  assert.ok(abilities.length > 0 && abilities.every(({ ok }) => ok), out)
  assert.ok(!`${out}${err}`.includes(token), 'the secret is not shown')
  const first = await listed()
  assert.deepEqual(
    first.map(({ handle, brand, speaks, state }) => ({ handle, brand, speaks, state })),
    [{ handle: 'avisos@mastodon.test', brand: 'Aeroandes Avisos', speaks: 'executive', state: 'connected' }],
  )
  await db
    .updateTable('account')
    .set({ settings: sql`settings || '{"pollSeconds": 7}'` })
    .where('handle', '=', 'avisos@mastodon.test')
    .execute()
  assert.equal((await plaza(['connect', 'mastodon', '--field', server], { input })).code, 0)
  assert.deepEqual(await listed(), first)
  const { settings } = await db.selectFrom('account').select('settings').where('handle', '=', 'avisos@mastodon.test').executeTakeFirstOrThrow()
  assert.equal(settings['pollSeconds'], 7, 'how often it is asked was changed by hand, and stays')
})

test('what the network refuses is said with what to do, and nothing is connected', async () => {
  const before = await listed()
  const { code, out, err } = await plaza(['connect', 'mastodon', '--field', server, '--field', 'accessToken=nope'])
  assert.deepEqual([code, out], [1, ''])
  assert.match(err, /asking Mastodon/)
  assert.match(err, /plaza: .+\. .+\./)
  assert.deepEqual(await listed(), before)
})

test('the steps of each network can be read, and what is no field or network is refused', async () => {
  for (const network of ['x', 'bluesky', 'mastodon', 'email']) assert.match((await plaza(['connect', network, '--steps'])).out, /^Fields: .+$/m)
  for (const args of [['friendster'], ['mastodon', '--field', 'password=x'], ['mastodon', '--speaks', 'nobody'], []])
    assert.equal((await plaza(['connect', ...args])).code, 2, args.join(' '))
})
