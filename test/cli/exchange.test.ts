import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { busyDay } from '../../bench/support/square.ts'
import { COMMANDS } from '../../src/cli/commands.ts'
import type { PlazaError } from '../../src/domain/plaza-error.ts'
import { exchangeSchema } from '../../src/pipeline/import-lines.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { plazaOn, type PlazaCommands } from '../support/plaza.ts'

const HISTORY = [
  { plaza: 1 },
  { kind: 'account', network: 'x', id: '900', handle: 'aeroandes', name: 'Aeroandes', brand: 'Aeroandes', speaks: 'brand' },
  { kind: 'account', network: 'email', id: 'care@aeroandes.test', handle: 'care@aeroandes.test', name: 'Aeroandes', brand: 'Aeroandes', speaks: 'brand' },
  said('1', 'caro', 'El vuelo a Rionegro sigue sin salir y nadie nos dice nada', '2026-11-01T10:00:00Z', {
    versions: [{ at: '2026-11-01T10:00:00Z', text: 'El vuelo a Rionegro no sale' }],
    editedAt: '2026-11-01T10:05:00Z',
  }),
  { ...ours('2', 'Hola Caro, sale a las 19:10. Perdona la espera', '2026-11-01T10:20:00Z', '1'), by: 'Ana@aeroandes.test' },
  {
    kind: 'ticket',
    messages: [name('1'), name('2')],
    state: 'resolved',
    labels: ['demora'],
    department: 'Vuelos',
    assignee: 'ana@aeroandes.test',
    closedAt: '2026-11-01T11:00:00Z',
  },
  { kind: 'note', ticket: name('1'), at: '2026-11-01T10:10:00Z', by: 'Ana@aeroandes.test', text: '@Ana mira la puerta B7', mentions: ['Ana@aeroandes.test'] },
  {
    kind: 'call',
    ticket: name('1'),
    at: '2026-11-01T12:30:00Z',
    by: 'Ana@aeroandes.test',
    direction: 'in',
    minutes: 4,
    outcome: 'spoke',
    number: '+57 300 555 0101',
    text: 'Llamó para dar las gracias',
  },
  // On the same thread twelve minutes after it was closed: by the rule alone it would have been one ticket with the first.
  said('3', 'caro', 'Ahora no aparece mi maleta en la cinta, ¿qué hago?', '2026-11-01T11:12:00Z', { replyTo: '2', thread: '1' }),
  { kind: 'ticket', messages: [name('3')], state: 'snoozed', snoozedUntil: '2099-01-01T09:00:00Z' },
  said('4', 'bruno', 'Il pacco risulta consegnato ma a casa non è arrivato nulla', '2026-11-02T08:00:00Z', { deletedAt: '2026-11-02T09:00:00Z' }),
  { kind: 'ticket', messages: [name('4')], state: 'left', leftReason: 'Taken back by its author', closedAt: '2026-11-02T09:30:00Z' },
  {
    kind: 'message',
    network: 'email',
    id: '<m1@casa.test>',
    at: '2026-11-03T08:00:00Z',
    author: { id: 'caro@casa.test', handle: 'caro@casa.test', name: 'Carolina M.' },
    visibility: 'private',
    text: 'Adjunto el formulario de la maleta que no llegó, quedo atenta',
    thread: '<m1@casa.test>',
    addressed: ['care@aeroandes.test'],
    subject: 'Maleta AV 8812',
    html: '<p>Adjunto el <b>formulario</b><img alt="logo" data-remote-src="https://casa.test/l.png" /></p>',
    language: 'es',
    media: [{ kind: 'file', url: null, mime: 'application/pdf', name: 'formulario.pdf', bytes: 120 }],
    ref: { references: ['<a@b>'] },
  },
  { kind: 'ticket', messages: [{ network: 'email', id: '<m1@casa.test>' }], state: 'open' },
  {
    kind: 'person',
    name: 'Carolina M.',
    language: 'es',
    identities: [
      { network: 'email', id: 'caro@casa.test', handle: 'caro@casa.test', name: 'Carolina M.' },
      { network: 'x', id: 'id-caro', handle: 'caro', name: 'caro' },
    ],
  },
  { kind: 'person', name: 'bruno', language: 'it', identities: [{ network: 'x', id: 'id-bruno', handle: 'bruno', name: 'bruno' }] },
]

const [first, second, third, fourth, fifth, empty] = [
  await openHouse(),
  await openHouse(),
  await openHouse(),
  await openHouse(),
  await openHouse(),
  await openHouse(),
]
writeFileSync(join(first.folder, 'history.jsonl'), toText(HISTORY))

describe('the exchange format', () => {
  test('a whole history goes in, in the states that it says', async () => {
    const { code, out, err } = await first.plaza(['import', join(first.folder, 'history.jsonl'), '--json'])
    assert.equal(code, 0, err)
    const summary = JSON.parse(out)
    assert.deepEqual(summary.messages, { fresh: 5, known: 0 })
    assert.deepEqual(summary.tickets, { fresh: 4, known: 0, kept: 0 })
    assert.deepEqual(
      [summary.notes, summary.calls],
      [
        { fresh: 1, known: 0 },
        { fresh: 1, known: 0 },
      ],
    )
    assert.deepEqual(summary.strangers, [])
    const tickets = await first.db
      .selectFrom('ticket')
      .select(['state', 'labels', 'department', 'assignee_id', 'due_at', 'left_reason', 'unanswered'])
      .orderBy('opened_at')
      .execute()
    assert.deepEqual(
      tickets.map((ticket) => ticket.state),
      ['resolved', 'snoozed', 'left', 'open'],
    )
    assert.deepEqual(
      tickets.map((ticket) => ticket.due_at !== null),
      [false, false, false, true],
      'nothing that is closed or put away asks for anybody',
    )
    assert.equal(tickets[0]!.assignee_id, first.member)
    assert.deepEqual([tickets[0]!.labels, tickets[0]!.department], [['demora'], 'Vuelos'])
    const people = await first.db.selectFrom('person').select('name').execute()
    assert.equal(people.length, 2, 'two addresses, one Carolina')
    const own = await first.db.selectFrom('message').select(['direction', 'origin', 'member_id']).where('native_id', '=', '2').executeTakeFirstOrThrow()
    assert.deepEqual(own, { direction: 'out', origin: 'native', member_id: first.member })
    const call = await first.db
      .selectFrom('message')
      .select(['member_id', 'visibility', 'ref', 'ticket_id'])
      .where('origin', '=', 'phone')
      .executeTakeFirstOrThrow()
    assert.deepEqual([call.member_id, call.visibility, call.ref], [first.member, 'private', { minutes: 4, outcome: 'spoke', number: '+57 300 555 0101' }])
    const note = await first.db.selectFrom('note').select(['member_id', 'mentions', 'ticket_id']).executeTakeFirstOrThrow()
    assert.deepEqual(note, { member_id: first.member, mentions: [first.member], ticket_id: call.ticket_id })
    assert.deepEqual(await first.db.selectFrom('event').select('id').where('kind', '=', 'mention').execute(), [], 'nobody is called to what is long past')
  })

  test('the same file again changes nothing', async () => {
    const before = await contents(first)
    const { code, out, err } = await first.plaza(['import', join(first.folder, 'history.jsonl'), '--json'])
    assert.equal(code, 0, err)
    const { messages, tickets, people, notes, calls, accounts } = JSON.parse(out)
    assert.deepEqual(
      [messages, tickets, people, notes, calls, accounts].map(({ fresh }) => fresh),
      [0, 0, 0, 0, 0, 0],
    )
    assert.deepEqual(await contents(first), before)
  })

  test('what people decided here wins over the same file and a newer one', async () => {
    const { id } = await first.db.selectFrom('ticket').select('id').where('state', '=', 'left').executeTakeFirstOrThrow()
    await first.db.updateTable('ticket').set({ state: 'open', left_reason: null }).where('id', '=', id).execute()
    await first.db
      .insertInto('event')
      .values({ workspace_id: first.workspaceId, ticket_id: id, kind: 'reopened', member_id: first.member, facts: '{}' })
      .execute()
    const newer = { kind: 'ticket', messages: [name('4')], state: 'resolved' }
    const { out } = await first.plaza(['import', '-', '--json'], { input: toText([...HISTORY, newer]) })
    assert.equal(JSON.parse(out).tickets.kept, 1)
    assert.equal((await first.db.selectFrom('ticket').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state, 'open')
    await first.db.updateTable('ticket').set({ state: 'left', left_reason: 'Taken back by its author' }).where('id', '=', id).execute()
  })

  test('out, in and out again is the same, line by line', async () => {
    const path = join(first.folder, 'out.jsonl')
    const { code, err } = await first.plaza(['export', path])
    assert.equal(code, 0, err)
    const exported = readFileSync(path, 'utf8')
    const kinds = exported
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).kind ?? 'header')
    assert.deepEqual(kinds, [
      'header',
      'account',
      'account',
      'message',
      'message',
      'ticket',
      'note',
      'call',
      'message',
      'ticket',
      'message',
      'ticket',
      'message',
      'ticket',
      'person',
      'person',
    ])
    const imported = await second.plaza(['import', path])
    assert.equal(imported.code, 0, imported.err)
    assert.equal((await second.plaza(['export'])).out, exported)
    await second.plaza(['import', path])
    assert.equal((await second.plaza(['export'])).out, exported, 'and so it stays')
  })

  test('a note waits for its author, and a call or an answer of a stranger stays nameless', async () => {
    const house = fifth
    const byStrangers = HISTORY.map((line) => ('by' in line ? { ...line, by: 'Zoe@elsewhere.test' } : line))
    const { code, out } = await house.plaza(['import', '-', '--json'], { input: toText(byStrangers) })
    assert.equal(code, 1)
    const { notes, calls, strangers, aside } = JSON.parse(out)
    assert.deepEqual(
      { notes, calls, strangers, aside },
      { notes: { fresh: 0, known: 0 }, calls: { fresh: 1, known: 0 }, strangers: ['Zoe@elsewhere.test'], aside: 1 },
    )
    const [waiting] = (await house.plaza(['quarantine', 'list', '--json'])).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.match(waiting.reason, /is by Zoe@elsewhere\.test, who is no member here$/)
    const { id } = await house.db
      .insertInto('member')
      .values({ workspace_id: house.workspaceId, user_id: 'u2', name: 'Zoe', email: 'zoe@elsewhere.test', locale: 'es', role: 'agent', active: false })
      .returning('id')
      .executeTakeFirstOrThrow()
    assert.equal((await house.plaza(['quarantine', 'replay', waiting.id])).code, 0)
    assert.deepEqual(await house.db.selectFrom('note').select(['member_id', 'text']).execute(), [{ member_id: id, text: '@Ana mira la puerta B7' }])
    await house.plaza(['import', '-'], { input: toText(byStrangers) })
    assert.equal((await house.db.selectFrom('note').select('id').execute()).length, 1)
    const own = await house.db.selectFrom('message').select('member_id').where('native_id', '=', '2').executeTakeFirstOrThrow()
    assert.equal(own.member_id, id, 'now that they are known, the same file names them')
  })

  test('a bad line is set aside with its number and the rest goes on; once fixed here, replaying takes it', async () => {
    const house = third
    const early = { kind: 'ticket', messages: [name('7')], state: 'resolved' }
    const lines = [
      toText(HISTORY.slice(0, 4)),
      '{"kind":"message", oops\n',
      toText([
        { ...said('5', 'x', 'hola', 'ayer'), at: 'ayer' },
        early,
        { kind: 'spell' },
        said('6', 'dora', 'Buenas tardes, ¿hay alguien?', '2026-11-04T10:00:00Z'),
      ]),
    ]
    const { code, out } = await house.plaza(['import', '-', '--json'], { input: lines.join('') })
    assert.equal(code, 1)
    assert.deepEqual([JSON.parse(out).messages.fresh, JSON.parse(out).aside], [2, 4])
    await house.plaza(['import', '-'], { input: lines.join('') })
    const waiting = (await house.plaza(['quarantine', 'list', '--json'])).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const reasons = waiting.map(({ reason }) => reason).toSorted()
    assert.equal(reasons.length, 4, 'the same bad line waits once')
    for (const [n, told] of [
      /^line 5: is not JSON$/,
      /^line 6: .*must be an RFC 3339 time/,
      /^line 7: names no message that is here$/,
      /^line 8: has no kind/,
    ].entries())
      assert.match(reasons[n], told)
    await house.plaza(['import', '-'], { input: toText([said('7', 'dora', 'Y otra cosa más', '2026-11-04T10:01:00Z')]) })
    const ticket = waiting.find(({ payload }) => payload.kind === 'ticket')
    const replayed = await house.plaza(['quarantine', 'replay', ticket.id])
    assert.deepEqual([replayed.code, replayed.out], [0, `${ticket.id}: taken in.\n`])
    const all = await house.plaza(['quarantine', 'replay', '--all', '--json'])
    assert.equal(all.code, 1)
    assert.deepEqual(
      all.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).ok),
      [false, false, false],
    )
    const [rest] = waiting.filter(({ id }) => id !== ticket.id)
    assert.match((await house.plaza(['quarantine', 'show', rest.id])).out, /STAGE[\s\S]*import/)
    assert.equal((await house.plaza(['quarantine', 'discard', rest.id])).code, 0)
    const gone = await house.plaza(['quarantine', 'show', rest.id])
    assert.deepEqual([gone.code, gone.err.split('\n')[0]], [1, `plaza: Nothing ${rest.id} is set aside here.`])
  })

  test('killed in the middle, the same command goes on where it stopped, and nothing is lost or doubled', async () => {
    const path = join(third.folder, 'long.jsonl')
    const lines = [HISTORY[1]!, ...busyDay(4_000, 'k')] as object[]
    writeFileSync(path, toText(lines))
    const stood = () => third.db.selectFrom('import_progress').select('line').executeTakeFirst()
    const killed = await third.plaza(['import', path], { killWhen: async () => Number((await stood())?.line ?? 0) >= 1_000 })
    assert.equal(killed.signal, 'SIGKILL')
    const { code, out, err } = await third.plaza(['import', path, '--json'])
    assert.equal(code, 0, err)
    const summary = JSON.parse(out)
    assert.ok(summary.resumedAfter >= 1_000, `resumed after ${summary.resumedAfter}`)
    const { count } = await third.db
      .selectFrom('message')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('native_id', 'like', 'k%')
      .executeTakeFirstOrThrow()
    assert.equal(Number(count), 4_000)
    assert.equal(await stood(), undefined, 'a whole file begins anew next time')
  })

  test('without any account of ours nobody knows who “we” are', async () => {
    const house = empty
    const { code, err } = await house.plaza(['import', '-'], { input: toText([said('1', 'caro', 'hola', '2026-11-01T10:00:00Z')]) })
    assert.equal(code, 1)
    assert.match(err, /no account of ours here yet/)
    assert.match((await house.plaza(['import', '-'], { input: '{"plaza":2}\n' })).err, /another version/)
  })

  test('a file far larger than the memory goes through', async () => {
    const wide = ' '.repeat(200_000)
    async function* lines() {
      yield toText([HISTORY[1]!])
      // 400 MB of white space around a few words: what is held is a batch, not the file.
      for (let n = 0; n < 2_000; n += 1)
        yield `${JSON.stringify(said(`w${n}`, `w${n % 50}`, `@aeroandes mensaje ${n}`, '2026-11-05T10:00:00Z')).replace('"text"', `${wide}"text"`)}\n`
    }
    const { code, out, err } = await fourth.plaza(['import', '-', '--json'], { input: lines(), node: ['--max-old-space-size=256'] })
    assert.equal(code, 0, err)
    assert.equal(JSON.parse(out).messages.fresh, 2_000)
  })

  test('the written schema is the one that reads, and every field is explained', () => {
    const docs = new URL('../../docs/', import.meta.url)
    assert.deepEqual(
      JSON.parse(readFileSync(new URL('exchange-format.schema.json', docs), 'utf8')),
      exchangeSchema(),
      'run: plaza export --schema > docs/exchange-format.schema.json',
    )
    const paper = readFileSync(new URL('exchange-format.md', docs), 'utf8')
    for (const field of fieldsIn(exchangeSchema()))
      assert.ok(new RegExp(`\`[^\`\\n]*\\b${field}\\b[^\`\\n]*\``).test(paper), `docs/exchange-format.md does not explain ${field}`)
    const ajv = new Ajv2020({ strict: false })
    const valid = ajv.compile(exchangeSchema() as object)
    for (const line of HISTORY) assert.ok(valid(line), JSON.stringify([line, valid.errors]))
    for (const line of paper.matchAll(/^\{.*\}$/gm)) assert.ok(valid(JSON.parse(line[0])), line[0])
    assert.ok(!valid({ kind: 'message' }))
  })

  test('no command needs to be guessed', async () => {
    for (const [name, args, told] of [
      ['import', [], /Name one file, or - for standard input/],
      ['import', ['-', '--workspace', 'other'], /--workspace is real or rehearsal, not “other”/],
      ['export', ['a', 'b'], /one file at most/],
      ['export', ['--colour'], /Unknown option '--colour'\. See: plaza export --help$/],
      ['quarantine', ['burn'], /“burn” is not one of/],
      ['quarantine', ['show', 'x'], /by its ID/],
      ['quarantine', ['list', '--all'], /--all goes with replay only/],
    ] as const) {
      const command = await COMMANDS.find((candidate) => candidate.name === name)!.load()
      await assert.rejects(
        command.run([...args]),
        (error: PlazaError) => error.code === 'usage' && told.test(error.message) && !error.message.includes('\n'),
        `${name} ${args.join(' ')}`,
      )
      assert.match(command.help, /Exit code/)
    }
    const { code, err } = await first.plaza(['import', 'nowhere.jsonl', '--colour'])
    assert.deepEqual([code, err], [2, `plaza: Unknown option '--colour'. See: plaza import --help\n`])
    const load = await COMMANDS.find(({ name }) => name === 'import')!.load()
    await assert.rejects(load.run(['nowhere.jsonl']), /There is no file nowhere.jsonl/)
  })
})

type House = TestDatabase & PlazaCommands & { workspaceId: string; member: string }

/** A Plaza with its owner and nothing else. */
async function openHouse(): Promise<House> {
  const database = await openTestDatabase(2)
  const { id: workspaceId } = await database.db
    .insertInto('workspace')
    .values({ name: 'Aeroandes', time_zone: 'America/Bogota', locale: 'es' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database.db.insertInto('brand').values({ workspace_id: workspaceId, name: 'Aeroandes' }).execute()
  const { id: member } = await database.db
    .insertInto('member')
    .values({ workspace_id: workspaceId, user_id: 'u1', name: 'Ana', email: 'Ana@aeroandes.test', locale: 'es', role: 'owner' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { ...database, ...plazaOn(database.url), workspaceId, member }
}

async function contents({ db }: House): Promise<unknown> {
  const tables = [
    'account',
    'person',
    'identity',
    'thread',
    'ticket',
    'ticket_thread',
    'message',
    'message_version',
    'note',
    'event',
    'quarantine',
    'receipt',
    'early_change',
    'import_progress',
  ] as const
  return Promise.all(
    tables.map((table) =>
      db
        .selectFrom(table)
        .selectAll()
        .orderBy(
          table === 'import_progress'
            ? 'file_hash'
            : table === 'message_version' || table === 'receipt'
              ? 'message_id'
              : table === 'ticket_thread'
                ? 'ticket_id'
                : table === 'early_change'
                  ? 'at'
                  : 'id',
        )
        .execute(),
    ),
  )
}

function said(...[id, who, text, at, more = {}]: [id: string, who: string, text: string, at: string, more?: object]) {
  return { kind: 'message', network: 'x', id, at, author: { id: `id-${who}`, handle: who, name: who }, visibility: 'public', text, addressed: ['900'], ...more }
}

function ours(id: string, text: string, at: string, replyTo: string) {
  return {
    kind: 'message',
    network: 'x',
    id,
    at,
    author: { id: '900', handle: 'aeroandes', name: 'Aeroandes' },
    visibility: 'public',
    text,
    thread: '1',
    replyTo,
  }
}

function name(id: string) {
  return { network: 'x', id }
}

function toText(lines: readonly object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

/** The names of all fields that a schema has, however deep. */
function fieldsIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : []
  return [...own, ...Object.values(schema).flatMap(fieldsIn)]
}
