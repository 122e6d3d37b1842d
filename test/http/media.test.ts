import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { holdUploads, pruneUploads } from '../../src/storage/uploads.ts'
import { openHouse, openStranger } from '../support/house.ts'
import { post } from '../support/workspace.ts'

const house = await openHouse()
const { agent, observer } = house.people
const stranger = await openStranger(house)
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64')

const upload = (bytes: Uint8Array<ArrayBuffer>, name: string, browser = agent.browser) => {
  const form = new FormData()
  form.set('file', new File([bytes], name))
  return browser.ask<{ id: string; name: string; mime: string; bytes: number; code: string }>('POST', '/uploads', form)
}

test('a file is what its bytes say, whatever it calls itself', async () => {
  const picture = await upload(new Uint8Array(PNG), '../../etc/boleto.exe')
  assert.deepEqual([picture.status, picture.body.mime, picture.body.name, picture.body.bytes], [200, 'image/png', 'boleto.exe', PNG.length])
  for (const [text, name] of [
    ['<script>alert(1)</script>', 'photo.png'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'logo.svg'],
    ['MZ\u0000\u0001', 'tool.png'],
    ['', 'empty.txt'],
  ] as const) {
    const refused = await upload(new Uint8Array(Buffer.from(text)), name)
    assert.deepEqual([refused.status, refused.body.code], [422, 'file-kind'], name)
  }
  assert.equal((await upload(new Uint8Array(Buffer.from('Hola, aquí va mi comprobante\n')), 'nota.txt')).body.mime, 'text/plain')
})

test('ten megabytes are the most, and not everybody may send', async () => {
  const large = new Uint8Array(10 * 1_048_576 + 1)
  large.set(PNG)
  const refused = await upload(large, 'large.png')
  assert.deepEqual([refused.status, refused.body.code], [413, 'too-large'])
  assert.equal((await upload(new Uint8Array(PNG), 'a.png', observer.browser)).status, 403)
  assert.equal((await agent.browser.ask('POST', '/uploads', { file: 'x' })).status, 415)
})

test('what went out with a reply is shown from our own copy, harmless, and to this house only', async () => {
  await house.hear(post('m1', 'rosa', '@aeroandes mándenme el formulario', 1))
  const [ticket] = (await agent.browser.must<{ items: { id: string }[] }>('GET', '/tickets')).items
  const { body: file } = await upload(new Uint8Array(PNG), 'formulario.png')
  const [message] = (await house.db.selectFrom('message').select('id').execute()) as [{ id: string }]
  const { messages } = await agent.browser.must<{ messages: { id: string; media: { url: string; mime: string; description?: string }[] }[] }>(
    'POST',
    `/tickets/${ticket!.id}/replies`,
    {
      draft: '5bd2a3f0-6a3c-4b2e-9f1e-1f2f3a4b5c6d',
      visibility: 'public',
      accountId: house.accountId,
      threadId: null,
      answers: message.id,
      parts: ['Aquí está'],
      media: [{ id: file.id, description: 'El formulario' }],
    },
  )
  const [shown] = messages[0]!.media
  assert.deepEqual([shown?.mime, shown?.description], ['image/png', 'El formulario'])
  const answer = await fetch(house.base + shown!.url, { headers: { cookie: [...agent.browser.cookies].map((pair) => pair.join('=')).join('; ') } })
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), PNG)
  assert.match(answer.headers.get('content-disposition')!, /^inline/)
  assert.equal(answer.headers.get('content-security-policy'), "sandbox; default-src 'none'")
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  assert.equal((await stranger.browser.ask('GET', shown!.url)).status, 404)
  assert.equal((await agent.browser.ask('GET', shown!.url.replace(/0$/, '7'))).status, 404)
})

test('a reply takes only what this house keeps', async () => {
  const { body: theirs } = await upload(new Uint8Array(PNG), 'secreto.png', stranger.browser)
  const { body: ours } = await upload(new Uint8Array(PNG), 'nuestro.png')
  const answered = await house.db.selectFrom('message').select(['id', 'ticket_id']).where('direction', '=', 'in').executeTakeFirstOrThrow()
  const reply = (...ids: string[]) => ({
    draft: crypto.randomUUID(),
    visibility: 'public',
    accountId: house.accountId,
    threadId: null,
    answers: answered.id,
    parts: ['Aquí está'],
    media: ids.map((id) => ({ id })),
  })
  const path = `/tickets/${answered.ticket_id}/replies`
  for (const id of [theirs.id, '999999999']) {
    const refused = await agent.browser.ask<{ code: string }>('POST', path, reply(ours.id, id))
    assert.deepEqual([refused.status, refused.body.code], [404, 'not-found'])
  }
  const { messages } = await agent.browser.must<{ messages: { id: string }[] }>('POST', path, reply(ours.id))
  const uploads = JSON.stringify([{ id: theirs.id }, { id: ours.id }])
  await house.db.updateTable('delivery').set({ uploads }).where('message_id', '=', messages[0]!.id).execute()
  const { items } = await agent.browser.must<{ items: { id: string; media?: { name: string }[] }[] }>('GET', `/tickets/${answered.ticket_id}/timeline`)
  assert.deepEqual(
    items.find(({ id }) => id === messages[0]!.id)?.media?.map(({ name }) => name),
    ['nuestro.png'],
    'whatever a delivery names',
  )
})

test('what was attached and never sent is forgotten after two days, and nothing that goes out with a reply', async () => {
  const delivery = await house.db.selectFrom('delivery').select(['message_id', 'uploads']).executeTakeFirstOrThrow()
  const [named] = delivery.uploads
  const [left, today, sending] = [await kept('left.png'), await kept('today.png'), await kept('sending.png')]
  await house.db
    .updateTable('upload')
    .set({ created_at: Temporal.Now.instant().subtract({ hours: 49 }) })
    .where('id', 'in', [named!.id, left, sending])
    .execute()
  let pruned = Promise.resolve()
  await house.db.transaction().execute(async (db) => {
    await holdUploads(db, house.id, [sending])
    pruned = pruneUploads(house.db)
    await somebodyWaits()
    const uploads = JSON.stringify([...delivery.uploads, { id: sending }])
    await db.updateTable('delivery').set({ uploads }).where('message_id', '=', delivery.message_id).execute()
  })
  await pruned
  const rows = await house.db.selectFrom('upload').select('id').where('id', 'in', [named!.id, left, today, sending]).orderBy('id').execute()
  assert.deepEqual(
    rows.map(({ id }) => id),
    [named!.id, today, sending],
  )
})

test('thirty files a minute are the most that one member stores', async () => {
  const codes: number[] = []
  for (let n = 0; n < 31; n++) codes.push((await upload(new Uint8Array(PNG), `${n}.png`)).status)
  assert.ok(codes.includes(429), codes.join(' '))
  assert.equal((await upload(new Uint8Array(PNG), 'a.png', house.people.supervisor.browser)).status, 200, 'a colleague behind the same address is not held up')
})

async function kept(name: string): Promise<string> {
  return (await upload(new Uint8Array(PNG), name)).body.id
}

async function somebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(house.db)
    if (rows.length > 0) return
    await wait(10)
  }
}
