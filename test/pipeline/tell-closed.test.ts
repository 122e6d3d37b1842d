import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { NETWORKS } from '../../src/networks/all.ts'
import { composeMail } from '../../src/networks/email/compose.ts'
import { askToTell } from '../../src/pipeline/ask-to-tell.ts'
import { clocksOfTickets } from '../../src/pipeline/clocks-of-tickets.ts'
import { ingest, type IngestNeeds } from '../../src/pipeline/ingest.ts'
import { openManuals } from '../../src/pipeline/manual-in-force.ts'
import { queueReply } from '../../src/pipeline/queue-reply.ts'
import { tellClosed } from '../../src/pipeline/tell-closed.ts'
import { openLog } from '../../src/platform/log.ts'
import { auditWorkspace } from '../../src/storage/audit.ts'
import { recountAnswers } from '../../src/storage/deliveries.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { noticeText } from '../../src/pipeline/tell-closed/notice-text.ts'
import { whenWords } from '../../src/pipeline/tell-closed/when-words.ts'
import { openTestDatabase } from '../support/database.ts'
import { readManual, SAMPLES, sampleText } from '../support/manual.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post, type TestWorkspace } from '../support/workspace.ts'

const { db, pool } = await openTestDatabase()
const networks = new Map(NETWORKS.map((network) => [network.name as string, network]))
const on = (wall: string) => Temporal.PlainDateTime.from(`2026-11-${wall}`).toZonedDateTime('America/Bogota').toInstant()
/** Minutes of `post` for a time on the brand's wall; it counts from Friday 20 November, 09:00. */
const minuteOf = (wall: string) => on(wall).since(Temporal.Instant.from('2026-11-20T14:00:00Z')).total('minutes')
const SATURDAY = '14T15:00'
let now = on(SATURDAY)
let workspace: TestWorkspace
let needs: IngestNeeds & { networks: typeof networks; undoSeconds: number }

const SCRIPT = `
scripts:
  cerrado:
    use: Fuera de horario.
    texts:
      - { language: es, text: "{nombre}, leímos su mensaje. Le contesta una persona {cuándo}." }
      - { language: pt, text: "{nome}, lemos a sua mensagem. Veja {link}." }
`
const manualOf = (role = 'service-desk', more = '') => `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, timeZone: America/Bogota, languages: [es, pt], voice: { is: [claro] } }
accounts:
  x: { network: x, handle: aeroandes, promise: mesa }
  correo: { network: email, handle: care@aeroandes.test, promise: mesa }
promises: { mesa: { role: ${role}, ${role === 'friend' ? '' : 'calendar: oficina, '}firstAnswer: 30m, nextAnswer: 1h${more === '' ? '' : ', outsideHours: cerrado'} } }
calendars: { oficina: { hours: { 'mon-fri': '09:00-17:00' } } }
${more}`

beforeEach(async () => {
  now = on(SATURDAY)
  workspace = await makeWorkspace(db)
  needs = { ...(await ingestNeeds(db)), manuals: openManuals(db, openLog('silent')), now: () => now, networks, undoSeconds: 10 }
  await publish(manualOf())
})

const publish = (text: string) => insertManualVersion(db, { workspaceId: workspace.id, memberId: null, text, note: null })

async function take(...items: ReturnType<typeof post>[]): Promise<string[]> {
  const before = await ids()
  await ingest(needs, batchOfLines(workspace, items, workspace.accounts.x))
  return (await ids()).filter((id) => !before.includes(id))
}
const ids = async () =>
  (await db.selectFrom('message').select('id').where('workspace_id', '=', workspace.id).where('direction', '=', 'in').execute()).map(({ id }) => id)
const tell = (messageIds: string[]) => tellClosed(needs, { workspaceId: workspace.id, messageIds })
const asks = (id: string, text = '@aeroandes mi maleta no aparece por ningún lado', more = {}) =>
  post(id, 'caro', text, minuteOf(SATURDAY), { author: { id: 'id-caro', handle: 'caro', name: 'Carolina M.' }, ...more })
const notices = () =>
  db
    .selectFrom('delivery')
    .innerJoin('message', 'message.id', 'delivery.message_id')
    .select(['message.text', 'message.language', 'message.visibility', 'message.automatic', 'message.member_id', 'message.reply_to'])
    .where('delivery.workspace_id', '=', workspace.id)
    .orderBy('message.id')
    .execute()
const ticket = () =>
  db
    .selectFrom('ticket')
    .select(['id', 'state', 'unanswered', 'due_at', 'visibility', 'heard'])
    .where('workspace_id', '=', workspace.id)
    .executeTakeFirstOrThrow()

describe('outside hours', { concurrency: false }, () => {
  test('a person is told at once, in their language and by when, and stays unanswered', async () => {
    await tell(await take(asks('1')))
    assert.deepEqual(await notices(), [
      {
        text: 'Ya tenemos su mensaje. Ahora estamos fuera de horario; una persona de Aeroandes le contesta el lunes 16 antes de las 09:30. (Respuesta automática)',
        language: 'es',
        visibility: 'public',
        automatic: 'auto-reply',
        member_id: null,
        reply_to: '1',
      },
    ])
    const { id, state, unanswered, due_at } = await ticket()
    assert.deepEqual([state, unanswered, due_at !== null], ['open', 1, true])
    await recountAnswers(db, id)
    assert.equal((await ticket()).unanswered, 1, 'counted anew, it is still no answer')
    const [first] = (await clocksOfTickets(needs, workspace.id, [id])).get(id)!
    assert.equal(first?.clock.end, null, 'its clock runs')
    for await (const { violations } of auditWorkspace(db, workspace.id)) assert.deepEqual(violations, [])
  })

  test('the audit takes a notice for no answer', async () => {
    await tell(await take(asks('1')))
    await db.updateTable('ticket').set({ state: 'waiting' }).where('workspace_id', '=', workspace.id).execute()
    const found = []
    for await (const { violations } of auditWorkspace(db, workspace.id)) found.push(...violations)
    assert.deepEqual(
      found.map(({ code }) => code),
      ['waiting-but-unanswered'],
    )
  })

  test('once a closing: the job twice, both at once, and another word change nothing; the next closing is another', async () => {
    const words = await take(asks('1'))
    await Promise.all([tell(words), tell(words)])
    await tell(words)
    now = on('15T10:00')
    await tell(await take(asks('2', '@aeroandes ¿hola?', { at: now.toString() })))
    assert.equal((await notices()).length, 1)
    now = on('16T20:00')
    await tell(await take(asks('3', '@aeroandes sigo esperando', { at: now.toString() })))
    assert.equal((await notices()).length, 2)
  })

  test('whatever else the house said by itself in this closing', async () => {
    const words = await take(asks('1'))
    const said = { workspaceId: workspace.id, ticketId: (await ticket()).id, memberId: null, draft: crypto.randomUUID(), visibility: 'public' as const }
    const place = { accountId: workspace.accounts.x, threadId: null, answers: null, media: [], resolve: false, language: 'es' }
    await queueReply(needs, { ...said, ...place, parts: ['Su código es el 417.'] })
    await tell(words)
    assert.equal((await notices()).length, 2)
  })

  test('in the brand’s own words where its script can be filled, else in Plaza’s', async () => {
    await publish(manualOf('service-desk', SCRIPT))
    await tell(await take(asks('1')))
    await tell(await take(post('2', 'joana', '@aeroandes a minha mala ainda não chegou, alguém pode me ajudar?', minuteOf(SATURDAY))))
    await tell(
      await take(
        asks('3', '@aeroandes ¿me pueden ayudar con una reserva, por favor?', { author: { id: 'id-z', handle: 'z', name: 'http://mal.example @otro' } }),
      ),
    )
    assert.deepEqual(
      (await notices()).map(({ text }) => text),
      [
        'Carolina, leímos su mensaje. Le contesta una persona el lunes 16 antes de las 09:30.',
        'Já temos a sua mensagem. Agora estamos fora do horário; uma pessoa de Aeroandes responde segunda-feira 16 até às 09:30. (Resposta automática)',
        'Ya tenemos su mensaje. Ahora estamos fuera de horario; una persona de Aeroandes le contesta el lunes 16 antes de las 09:30. (Respuesta automática)',
      ],
    )
  })

  for (const name of SAMPLES)
    test(`the notices of the sample ${name} say all by themselves, in each of its languages`, () => {
      const { document } = readManual(sampleText(name))
      const promising = Object.values(document.accounts).filter(({ promise, network }) => document.promises[promise ?? '']?.outsideHours && network !== 'phone')
      assert.notEqual(promising.length, 0)
      for (const account of promising)
        for (const language of account.languages ?? document.brand.languages) {
          const opensAt = on('16T09:00')
          const place = { network: account.network, visibility: account.network === 'email' ? ('private' as const) : ('public' as const) }
          const person = { name: 'Carolina M.', handle: 'caro', languages: [language], tone: 'neutral' as const }
          const notice = noticeText({ document, account, place, ...person, answerBy: opensAt.add({ minutes: 30 }), opensAt })
          assert.equal(notice.language, language)
          assert.match(notice.text, /Carolina/, 'its own words, not those that Plaza ships')
        }
    })

  test('one o’clock is singular where the language says so', () => {
    const said = ['es', 'it', 'pt'].flatMap((language) =>
      (['by', 'from'] as const).map((kind) => whenWords(on('16T01:15'), kind, { zone: 'America/Bogota', language })?.whole),
    )
    assert.deepEqual(said, [
      'el lunes 16 antes de la 01:15',
      'el lunes 16 a partir de la 01:15',
      'lunedì 16 entro l’01:15',
      'lunedì 16 dall’01:15',
      'segunda-feira 16 até à 01:15',
      'segunda-feira 16 a partir da 01:15',
    ])
    assert.equal(whenWords(on('16T09:15'), 'by', { zone: 'America/Bogota', language: 'it' })?.whole, 'lunedì 16 entro le 09:15')
  })

  test('a private word is told in private', async () => {
    await tell(await take(asks('1', 'mi maleta no aparece', { visibility: 'private', thread: 'dm-caro', ref: { conversation: 'dm-caro' } })))
    assert.deepEqual(
      (await notices()).map(({ visibility }) => visibility),
      ['private'],
    )
  })

  test('nobody is told by a friend, in open hours, after an answer, about old words, or for a machine’s', async () => {
    await publish(manualOf('friend'))
    await tell(await take(asks('1')))
    await publish(manualOf())
    await tell(await take(asks('2', 'fuera de la oficina', { automatic: 'auto-reply' }), asks('3', 'de ayer', { at: on('13T12:00').toString() })))
    const words = await take(post('4', 'bruno', '@aeroandes ¿y la mía?', minuteOf(SATURDAY)))
    await ingest(
      needs,
      batchOfLines(
        workspace,
        [post('5', 'aeroandes', 'Ya la vemos', minuteOf('14T15:01'), { author: { id: '900', handle: 'aeroandes', name: 'A' }, replyTo: '4', addressed: [] })],
        workspace.accounts.x,
      ),
    )
    await tell(words)
    now = on('16T10:00')
    await tell(await take(post('6', 'ana', '@aeroandes ¿hola?', minuteOf('16T10:00'))))
    assert.deepEqual(await notices(), [])
  })

  test('in a storm the notices would feed it', async () => {
    const calm = Array.from({ length: 60 }, (_, n) => post(`c${n}`, `p${n}`, '@aeroandes ¿hay alguien?', minuteOf('13T18:00') + n * 10))
    const burst = Array.from({ length: 120 }, (_, n) => post(`b${n}`, `q${n}`, '@aeroandes ¿qué pasa con el AN431?', minuteOf(SATURDAY) - 3 + n / 60))
    await take(...calm)
    await tell(await take(...burst))
    assert.deepEqual(await notices(), [])
    now = now.add({ hours: 10 })
    await tell(await take(post('later', 'zoe', '@aeroandes ¿hay alguien?', minuteOf('15T01:00'))))
    assert.equal((await notices()).length, 1, 'when it is over, people are told again')
  })

  test('an account that can’t speak now says nothing, and nothing fails', async () => {
    const words = await take(asks('1'))
    await db.updateTable('account').set({ state: 'reconnect' }).where('id', '=', workspace.accounts.x).execute()
    await tell(words)
    assert.deepEqual(await notices(), [])
  })

  test('a batch asks for one job, for the words that met a closed door', async () => {
    const inForce = await needs.manuals.inForce(workspace.id)
    const own = [{ id: workspace.accounts.x, network: 'x' as const, handle: 'aeroandes' }]
    const word = (id: string, more: { own?: object; automatic?: string; state?: 'open' | 'left' } = {}) => ({
      message: { id, own: more.own ?? null, accountIds: [workspace.accounts.x], post: { automatic: more.automatic ?? null } },
      ticket: { state: more.state ?? ('open' as const) },
    })
    const placed = [
      word('1'),
      word('2', { own: {} }),
      word('3', { automatic: 'bulk' }),
      word('4', { state: 'left' }),
      word('5'),
      { ...word('6'), ticket: null },
    ]
    await askToTell(db, { workspaceId: workspace.id, own, placed }, inForce, on('16T10:00'))
    await askToTell(db, { workspaceId: workspace.id, own, placed }, inForce, on(SATURDAY))
    const { rows } = await pool.query<{ payload: unknown }>(`select payload from graphile_worker._private_jobs where key = 'tell-closed:1'`)
    assert.deepEqual(
      rows.map(({ payload }) => payload),
      [{ workspaceId: workspace.id, messageIds: ['1', '5'] }],
    )
  })

  test('a mail that the house wrote by itself says so, and no other machine answers it', async () => {
    const to = { nativeId: 'caro@correo.example', handle: 'caro@correo.example', name: 'Carolina M.' }
    const out = { key: 'k', visibility: 'private' as const, text: 'Estamos fuera de horario.', media: [], chosenId: null, since: now }
    const target = { visibility: 'private' as const, nativeId: null, threadId: null, ref: null, to }
    const us = { id: '1', network: 'email' as const, nativeId: 'care@aeroandes.test', handle: 'care@aeroandes.test', name: 'Aeroandes', settings: {} }
    const mail = async (automatic: object) =>
      String(await composeMail({ ...out, target, ...automatic }, us, { address: to.handle, messageId: 'm@aeroandes.test' }))
    assert.match(await mail({ automatic: true }), /^Auto-Submitted: auto-replied\r?$/m)
    assert.doesNotMatch(await mail({}), /Auto-Submitted/)
  })
})
