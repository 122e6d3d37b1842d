import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { assert as always, asyncProperty, integer, shuffledSubarray } from 'fast-check'
import { sql } from 'kysely'
import type { Posted } from '../../src/domain/incoming.ts'
import type { Json } from '../../src/domain/network-name.ts'
import { ingest, type IngestNeeds } from '../../src/pipeline/ingest.ts'
import { readImported } from '../../src/pipeline/read-imported.ts'
import { replayQuarantined } from '../../src/pipeline/replay-quarantined.ts'
import { openTestDatabase } from '../support/database.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post, type TestWorkspace } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const needs: IngestNeeds = await ingestNeeds(db)
let workspace: TestWorkspace

beforeEach(async () => {
  workspace = await makeWorkspace(db)
})

const take = (items: Json[], accountId: string | null = workspace.accounts.x, cursor?: Json) => ingest(needs, batchOfLines(workspace, items, accountId, cursor))
const messages = () => db.selectFrom('message').selectAll().where('workspace_id', '=', workspace.id).orderBy('at').orderBy('id').execute()
const tickets = () => db.selectFrom('ticket').selectAll().where('workspace_id', '=', workspace.id).orderBy('number').execute()

/** What people see, without the ids that differ from run to run. */
async function picture() {
  const all = await tickets()
  return (await messages()).map((message) => {
    const ticket = all.find((candidate) => candidate.id === message.ticket_id)
    return {
      native: message.native_id,
      text: message.text,
      deleted: message.deleted_at?.toString(),
      person: ticket?.person_handle,
      state: ticket?.state,
      unanswered: ticket?.unanswered,
      of: all.length,
    }
  })
}

describe('the road in', { concurrency: false }, () => {
  test('a mention becomes a ticket with its message, person, language and need', async () => {
    assert.deepEqual(await take([post('1', 'caro', '@aeroandes ¿alguien sabe algo del vuelo de las 16:30? En el mostrador no hay nadie.', 0)]), {
      fresh: 1,
      quarantined: 0,
    })
    const [ticket] = await tickets()
    assert.ok(ticket)
    assert.equal(ticket.number, 1)
    assert.equal(ticket.state, 'open')
    assert.equal(ticket.language, 'es')
    assert.equal(ticket.unanswered, 1)
    assert.equal(ticket.due_at?.toString(), '2026-11-20T15:00:00Z', 'hours matter: within the hour')
    assert.equal((await messages())[0]?.ticket_id, ticket.id)
  })

  test('a post that names three accounts and comes through two of them is one message and one ticket', async () => {
    const line = post('1', 'mariana', '@aeroandes @aeroandes_ayuda me subieron la cuota', 0, { addressed: ['900', '901'] })
    await take([line, line], workspace.accounts.x)
    await take([line], workspace.accounts.second)
    assert.equal((await tickets()).length, 1)
    const all = await messages()
    assert.equal(all.length, 1)
    assert.deepEqual([...all[0]!.account_ids].sort(), [workspace.accounts.x, workspace.accounts.second].sort())
  })

  test('everything replayed twice, in any order and any slices, gives the same picture', async () => {
    const story = [
      post('1', 'caro', '@aeroandes hola?', 0),
      post('2', 'caro', '@aeroandes ¿hay alguien?', 5, { replyTo: '1', thread: '1' }),
      post('3', 'beto', '@aeroandes a mí también me pasa', 7, { replyTo: '2', thread: '1' }),
      post('4', 'caro', '@aeroandes tercera vez', 9, { editedAt: '2026-11-20T14:20:00Z' }),
      post('5', 'dora', '@aeroandes gracias por todo', 10, { deletedAt: '2026-11-20T15:00:00Z' }),
      post('6', 'aeroandes', 'Hola, Caro, lo miramos', 12, { author: { id: '900', handle: 'aeroandes', name: 'Aeroandes' }, replyTo: '4', addressed: [] }),
      post('7', 'caro', '@aeroandes gracias, espero', 15, { replyTo: '6' }),
    ]
    await take(story)
    const expected = await picture()
    assert.deepEqual(
      expected.map((message) => message.person),
      ['caro', 'caro', 'beto', 'caro', 'dora', 'caro', 'caro'],
    )
    await always(
      asyncProperty(shuffledSubarray([...story, ...story], { minLength: story.length * 2 }), integer({ min: 1, max: 5 }), async (shuffled, slice) => {
        workspace = await makeWorkspace(db)
        for (let i = 0; i < shuffled.length; i += slice) await take(shuffled.slice(i, i + slice))
        assert.deepEqual(await picture(), expected)
      }),
      { numRuns: 15 },
    )
  })

  test('one poison item among a thousand is set aside with payload and reason; the other 999 are in', async () => {
    const items = Array.from({ length: 1000 }, (_, n) => post(`p${n}`, `u${n}`, `@aeroandes mensaje ${n}`, n / 100))
    items[617] = { ...(items[617] as Record<string, Json>), at: 'yesterday' }
    assert.deepEqual(await take(items, workspace.accounts.x, { seen: 1000 }), { fresh: 999, quarantined: 1 })
    const aside = await db.selectFrom('quarantine').selectAll().where('workspace_id', '=', workspace.id).execute()
    assert.equal(aside.length, 1)
    assert.match(aside[0]!.reason, /RFC 3339/)
    assert.deepEqual((aside[0]!.payload as Record<string, Json>)['id'], 'p617')
    const account = await db.selectFrom('account').select('cursor').where('id', '=', workspace.accounts.x).executeTakeFirstOrThrow()
    assert.deepEqual(account.cursor, { seen: 1000 }, 'the cursor moved past the poison')
  })

  test('an item whose words can’t be read is set aside by itself, with the stage', async () => {
    const batch = batchOfLines(workspace, ['good', 'bad'], workspace.accounts.x)
    const said = readImported(post('1', 'caro', '@aeroandes hola', 0)) as Posted[]
    const translate = (raw: Json) => said.map((words) => (raw === 'bad' ? { ...words, nativeId: '2', text: null as unknown as string } : words))
    assert.deepEqual(await ingest(needs, { ...batch, translate }), { fresh: 1, quarantined: 1 })
    const aside = await db.selectFrom('quarantine').select(['payload', 'stage']).where('workspace_id', '=', workspace.id).executeTakeFirstOrThrow()
    assert.deepEqual(aside, { payload: 'bad', stage: 'understand' })
  })

  test('poison that only the database finds is halved down to, and can be replayed', async () => {
    const items = Array.from({ length: 100 }, (_, n) => post(`q${n}`, `u${n}`, `@aeroandes mensaje ${n}`, n / 100))
    // A time that Temporal reads and PostgreSQL can't keep.
    items[42] = { ...(items[42] as Record<string, Json>), at: '-271821-04-20T00:00:00Z' }
    assert.deepEqual(await take(items, null), { fresh: 99, quarantined: 1 })
    const aside = await db.selectFrom('quarantine').selectAll().where('workspace_id', '=', workspace.id).executeTakeFirstOrThrow()
    assert.equal(aside.stage, 'take-in')
    const replayed = await replayQuarantined({ ...needs, networks: new Map() }, { workspaceId: workspace.id, id: aside.id })
    assert.equal(replayed.ok, false)
    assert.match(replayed.reason ?? '', /out of range/)
    assert.equal((await db.selectFrom('quarantine').select('tries').where('id', '=', aside.id).executeTakeFirstOrThrow()).tries, 2)
  })

  test('a NUL in a customer’s word does not keep the word out', async () => {
    assert.deepEqual(await take([post('1', 'caro', '@aeroandes hola\u0000mundo', 0)]), { fresh: 1, quarantined: 0 })
  })

  test('our own posts are never tickets; a native answer is ours and stops the waiting', async () => {
    await take([post('0', 'aeroandes', 'Hoy volamos a Cali desde 99', 0, { author: { id: '900', handle: 'aeroandes', name: 'Aeroandes' }, addressed: [] })])
    assert.equal((await tickets()).length, 0)
    await take([post('1', 'caro', '@aeroandes ¿y a Rionegro?', 1, { replyTo: '0', thread: '0' })])
    await take([
      post('2', 'aeroandes', 'También, Caro', 2, { author: { id: '900', handle: 'aeroandes', name: 'Aeroandes' }, replyTo: '1', thread: '0', addressed: [] }),
    ])
    const [ticket, ...others] = await tickets()
    assert.equal(others.length, 0)
    assert.equal(ticket?.state, 'waiting')
    assert.equal(ticket?.unanswered, 0)
    assert.equal((await messages()).find((message) => message.native_id === '2')?.origin, 'native')
  })

  test('edited words are understood anew; evidence is never of words that are gone', async () => {
    await take([post('1', 'caro', '@aeroandes sois unos ladrones, me paso a Airvento', 0)])
    await ingest(needs, {
      ...batchOfLines(workspace, [null]),
      translate: () => [
        {
          kind: 'edited',
          network: 'x',
          nativeId: '1',
          at: Temporal.Instant.from('2026-11-20T14:10:00Z'),
          text: '@aeroandes muchas gracias por todo',
          media: [],
        },
      ],
    })
    const [message] = await messages()
    assert.equal(message?.meaning?.churn, undefined)
    for (const { words } of Object.values(message!.meaning!.evidence ?? {}).flat()) assert.ok(message!.text.includes(words), words)
  })

  test('an edit keeps what was said before; an older edit that comes late does not win', async () => {
    await take([post('1', 'caro', 'vuelo 77', 0)])
    const edit = (text: string, at: string) =>
      ingest(needs, {
        ...batchOfLines(workspace, [null]),
        translate: () => [{ kind: 'edited', network: 'x', nativeId: '1', at: Temporal.Instant.from(at), text, media: [] }],
      })
    await edit('vuelo 79', '2026-11-20T14:10:00Z')
    await edit('vuelo 78', '2026-11-20T14:05:00Z')
    await edit('vuelo 79', '2026-11-20T14:10:00Z')
    const { rows } = await sql<{ now: boolean; before: boolean }>`
      select search @@ to_tsquery('simple', 'caro & 79') as now, search @@ to_tsquery('simple', '77') as before from message
      where direction = 'in' and workspace_id = ${workspace.id}`.execute(db)
    assert.deepEqual(rows, [{ now: true, before: false }], 'found by its author and its new words')
    const [message] = await messages()
    assert.equal(message?.text, 'vuelo 79')
    const versions = await db.selectFrom('message_version').select('text').where('message_id', '=', message!.id).orderBy('at').execute()
    assert.deepEqual(
      versions.map((version) => version.text),
      ['vuelo 77', 'vuelo 78'],
    )
  })

  test('the stated rule: same thread, joined, reopened within a week, followed afterwards', async () => {
    await take([post('1', 'caro', 'uno', 0), post('2', 'caro', 'dos', 60)], null)
    assert.equal((await tickets()).length, 1, 'a second post within 72 hours is the same matter')
    const close = (at: string) => db.updateTable('ticket').set({ state: 'resolved', closed_at: at }).where('workspace_id', '=', workspace.id).execute()
    await close('2026-11-20T16:00:00Z')
    await take([post('3', 'caro', 'sigue igual', 3 * 24 * 60, { replyTo: '1', thread: '1' })], null)
    assert.deepEqual(
      (await tickets()).map((ticket) => ticket.state),
      ['open'],
    )
    await close('2026-11-23T16:00:00Z')
    await take([post('4', 'caro', 'otra vez', 20 * 24 * 60, { replyTo: '1', thread: '1' })], null)
    const [first, second] = await tickets()
    assert.equal(second?.follows_id, first?.id)
  })

  test('a private word joins the matter in a thread of its own', async () => {
    await take([post('1', 'caro', 'en público', 0), post('2', 'caro', 'mi localizador es ZX81', 3, { visibility: 'private', thread: 'dm-1' })])
    const [ticket, ...others] = await tickets()
    assert.equal(others.length, 0)
    const threads = await db
      .selectFrom('ticket_thread')
      .innerJoin('thread', 'thread.id', 'thread_id')
      .select('visibility')
      .where('ticket_id', '=', ticket!.id)
      .execute()
    assert.deepEqual(threads.map((thread) => thread.visibility).sort(), ['private', 'public'])
  })

  test('a time ahead of every clock is the time when we heard it', async () => {
    await take([{ ...(post('1', 'caro', 'desde el futuro', 0) as Record<string, Json>), at: '2199-01-01T00:00:00Z' }])
    const [message] = await messages()
    assert.ok(Temporal.Now.instant().until(message!.at).total('minutes') < 1)
  })

  test('a machine’s mail opens no ticket', async () => {
    await take([post('1', 'mailer', 'Out of office', 0, { automatic: 'auto-reply' })])
    assert.equal((await tickets()).length, 0)
    assert.equal((await messages()).length, 1)
  })
})
