import assert from 'node:assert/strict'
import { after, beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import { correctMeaning } from '../../src/pipeline/correct-meaning.ts'
import { giveAftercare } from '../../src/pipeline/give-aftercare.ts'
import { offerScripts } from '../../src/pipeline/offer-scripts.ts'
import { queueReply } from '../../src/pipeline/queue-reply.ts'
import { recordCall } from '../../src/pipeline/record-call.ts'
import { reopen, resolve } from '../../src/pipeline/resolve.ts'
import { mendAftercareJobs } from '../../src/storage/aftercare.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { openSimulatedMastodon } from '../../src/rehearsal/mastodon/index.ts'
import { openClockedRoad } from '../support/road-clock.ts'
import { openDesk } from '../support/road-desk.ts'

const world = await openSimulatedMastodon()
const road = await openClockedRoad(world.hosts)
const accountId = await road.connect(world)
const { ask, ours, ticket, us } = openDesk(road, world, accountId)
const { context, db, workspaceId } = road
after(() => world.close())

/** A zone in which it is noon, so that nobody is woken. */
const noon = 12 - Temporal.Now.zonedDateTimeISO('UTC').hour
const zone = `Etc/GMT${noon > 0 ? '-' : '+'}${Math.abs(noon)}`
const { handle } = await db.selectFrom('account').select('handle').where('id', '=', accountId).executeTakeFirstOrThrow()

const manualOf = (afterwards: string, rules = '[]') => `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, time zone: ${zone}, languages: [es], voice: { is: [claro] } }
accounts: { aeroandes: { network: mastodon, handle: '${handle}' } }
people: { vale: { name: Valentina R., role: supervisor, email: vale@aeroandes.test } }
departments: { elogios: { does: Los celebra., duty: [{ who: vale, hours: always }], escalation: [{ call: duty, after: 0m, by: email }] } }
scripts:
  cierre: { use: Al final., texts: [{ language: es, text: 'Quedó resuelto; gracias por la paciencia. {marca}' }] }
  firmado: { use: Al final., texts: [{ language: es, text: 'Quedó resuelto. {agente}' }] }
  gracias: { use: Tras un elogio., texts: [{ language: es, text: 'Se lo contamos a quien lo mereció. {marca}' }] }
rules: ${rules}
after: ${afterwards}
`
const publish = (afterwards: string, rules?: string) => insertManualVersion(db, { workspaceId, memberId: null, text: manualOf(afterwards, rules), note: null })
const COMPLAINT = 'mi maleta no llegó en el vuelo de ayer y nadie me da una solución'
const RUDE = 'pésimo servicio, perdieron mi maleta y nadie responde, es una vergüenza'
const PRAISE = 'qué maravilla de tripulación, gracias por todo, los mejores'
const IRONIC = 'felicitaciones al equipo, qué puntualidad la suya 👏👏👏'

async function solve(who: string, text = COMPLAINT) {
  const to = await ask({ who, text })
  const draft = crypto.randomUUID()
  await queueReply(context, { ...us, ...to, draft, threadId: null, parts: ['Llega mañana.'], media: [], resolve: false })
  await road.pass({ minutes: 1 })
  await resolve(db, { ...us, ticketId: to.ticketId, now: context.now() })
  await road.pass({ minutes: 1 })
  return to.ticketId
}

const steps = async (ticketId: string) =>
  (await db.selectFrom('aftercare').select(['step', 'state', 'code']).where('ticket_id', '=', ticketId).orderBy('id').execute()).map(({ step, state, code }) =>
    [step, state, code].filter(Boolean).join(' '),
  )
const labels = async (ticketId: string) => (await db.selectFrom('ticket').select('labels').where('id', '=', ticketId).executeTakeFirstOrThrow()).labels
const events = async (ticketId: string) =>
  (await db.selectFrom('event').select('kind').where('ticket_id', '=', ticketId).orderBy('id').execute()).map(({ kind }) => kind)
const offered = async (ticketId: string) => {
  const wanted = { workspaceId, ticketId, network: 'mastodon' as const, visibility: 'public' as const, handle, agent: 'Vale' }
  return (await offerScripts({ db, manuals: context.manuals, now: context.now() }, wanted)).filter(({ proposed }) => proposed).map(({ name }) => name)
}

beforeEach(async () => {
  await sql`delete from graphile_worker._private_jobs`.execute(db)
  for (const table of ['aftercare', 'page'] as const) await db.deleteFrom(table).execute()
  road.backToNow()
})

describe('after a complaint is solved, and after praise', { concurrency: false }, () => {
  test('a last word is proposed to people, with its label, and none of it leaves by itself', async () => {
    await publish('{ complaint solved: { script: cierre, labels: resuelta } }')
    const ticketId = await solve('ana')
    assert.deepEqual(await steps(ticketId), ['word proposed proposed'])
    assert.deepEqual(await offered(ticketId), ['cierre'])
    assert.ok((await labels(ticketId)).includes('resuelta'))
    assert.ok((await events(ticketId)).includes('aftercare-proposed'))
    assert.equal((await ours('gracias por la paciencia')).length, 0)
  })

  test('at once, the house says it in their thread, and days later asks whether all is well; each once, whatever runs twice', async () => {
    await publish('{ complaint solved: { script: cierre, how: at once, ask again: 2d, not again for: 30d } }')
    const ticketId = await solve('berta')
    assert.equal((await ours('gracias por la paciencia')).length, 1)
    assert.deepEqual(await steps(ticketId), ['word sent', 'question due'])
    assert.equal((await ticket(ticketId)).state, 'resolved', 'what the house says reopens nothing')
    const { id } = await db.selectFrom('aftercare').select('id').where('step', '=', 'question').executeTakeFirstOrThrow()
    await sql`delete from graphile_worker._private_jobs`.execute(db)
    await mendAftercareJobs(db)
    await road.pass({ hours: 48 })
    await Promise.all([giveAftercare(context, { workspaceId, aftercareId: id }), giveAftercare(context, { workspaceId, aftercareId: id })])
    await road.pass({ minutes: 1 })
    assert.deepEqual(await steps(ticketId), ['word sent', 'question sent'])
    assert.equal((await ours('¿Sigue todo bien?')).length, 1)
  })

  test('they write again in anger: nothing more is said; of another matter within the span, nothing twice', async () => {
    await publish('{ complaint solved: { script: cierre, how: at once, ask again: 2d } }')
    const ticketId = await solve('carla')
    await ask({ who: 'carla', text: 'son unos incompetentes, la maleta llegó rota, exijo una solución' })
    await road.pass({ hours: 49 })
    assert.deepEqual(await steps(ticketId), ['word sent', 'question cancelled wrote-in-anger'])
    road.backToNow()
    const another = await solve('carla')
    assert.ok((await steps(another)).includes('word cancelled said-lately'))
    assert.equal((await ours('gracias por la paciencia')).filter(({ text }) => text.includes('carla')).length, 1)
  })

  test('thanks in the same thread, which a rule leaves, keep the question', async () => {
    const leaves = '[{ rule: gracias, when: { type: thanks }, then: { leave: { reason: thanks, because: Cierra., how: at once } } }]'
    await publish('{ complaint solved: { how: at once, ask again: 2d } }', leaves)
    const ticketId = await solve('paula')
    const { nativeId: replyTo } = (await ours('Llega mañana.')).find(({ text }) => text.includes('paula'))!
    await ask({ who: 'paula', text: 'muchas gracias', replyTo })
    assert.equal((await ticket(ticketId)).state, 'left')
    await road.pass({ hours: 49 })
    assert.deepEqual(await steps(ticketId), ['word cancelled', 'question sent'])
  })

  test('what was put off for more than a week is not said any more', async () => {
    const day = Temporal.Now.zonedDateTimeISO(zone).add({ days: 9 }).toPlainDate()
    const opensLate = `
calendars: { cerrado: { hours: { every day: closed }, exceptions: { ${day}: 00:00-24:00 } } }
promises: { mesa: { role: service desk, calendar: cerrado, first answer: 1h, outside hours: cierre } }
`
    const text = manualOf('{ complaint solved: { script: cierre, how: at once } }').replace(`'${handle}' }`, `'${handle}', promise: mesa }`)
    await insertManualVersion(db, { workspaceId, memberId: null, text: text + opensLate, note: null })
    const ticketId = await solve('quim')
    assert.deepEqual(await steps(ticketId), ['word due'])
    await road.pass({ hours: 9 * 24 })
    assert.deepEqual(await steps(ticketId), ['word cancelled too-late'])
  })

  test('opened again, and solved again: the first plan is dropped, the second is its own', async () => {
    await publish('{ complaint solved: { how: at once, ask again: 30m } }')
    const ticketId = await solve('diana')
    await reopen(db, { ...us, ticketId })
    await resolve(db, { ...us, ticketId, now: context.now() })
    await road.pass({ minutes: 40 })
    assert.deepEqual(await steps(ticketId), ['word cancelled', 'question cancelled reopened', 'word cancelled', 'question sent'])
  })

  for (const [why, afterwards, rules, code] of [
    [
      'an answer needs a yes',
      '{ complaint solved: { script: cierre, how: at once } }',
      '[{ rule: sí, when: { words: [maleta] }, then: { approve: supervisor } }]',
      'approve-first',
    ],
    [
      'a colleague has to be asked',
      '{ complaint solved: { script: cierre, how: at once } }',
      '[{ rule: pregunta, when: { words: [maleta] }, then: { consult: elogios } }]',
      'consult-first',
    ],
    ['a script wants to be signed', '{ complaint solved: { script: firmado, how: at once } }', '[]', 'unfilled'],
    ['their last word was heated', '{ complaint solved: { script: cierre, how: at once } }', '[]', 'heated'],
  ] as const)
    test(`where ${why}, the house proposes instead`, async () => {
      await publish(afterwards, rules)
      const ticketId = await solve(`e${code.replace(/-/g, '')}`, code === 'heated' ? RUDE : COMPLAINT)
      assert.deepEqual(await steps(ticketId), [`word proposed ${code}`])
    })

  test('a ticket without a complaint, or one that nobody answered, is followed up by nothing', async () => {
    await publish('{ complaint solved: { script: cierre, how: at once } }')
    const { ticketId } = await ask({ who: 'felix', text: '¿a qué hora abre el mostrador?' })
    await resolve(db, { ...us, ticketId, now: context.now() })
    const unanswered = await ask({ who: 'gina', text: COMPLAINT })
    await resolve(db, { ...us, ticketId: unanswered.ticketId, now: context.now() })
    await road.pass({ minutes: 1 })
    assert.deepEqual([await steps(ticketId), await steps(unanswered.ticketId)], [[], []])
  })

  test('a call that nobody took answered nobody; one in which both spoke did', async () => {
    await publish('{ complaint solved: { script: cierre, how: at once } }')
    for (const [who, outcome, planned] of [
      ['ines', 'no-answer', 0],
      ['juan', 'spoke', 1],
    ] as const) {
      const { ticketId } = await ask({ who, text: COMPLAINT })
      await recordCall(context, { ...us, ticketId, at: context.now(), minutes: 2, direction: 'out', number: null, outcome, text: '' })
      await resolve(db, { ...us, ticketId, now: context.now() })
      await road.pass({ minutes: 1 })
      assert.equal((await steps(ticketId)).length, planned, outcome)
    }
  })

  test('praise is thanked for, labelled and passed on to those who earned it, once', async () => {
    await publish('{ praise: { script: gracias, how: at once, notify: elogios, labels: elogio } }')
    const { ticketId, answers } = await ask({ who: 'hugo', text: PRAISE })
    await correctMeaning(db, { ...us, messageId: answers!, verdict: 'type', value: 'praise' })
    await road.pass({ minutes: 1 })
    assert.deepEqual(await steps(ticketId), ['word sent'])
    assert.equal((await ours('a quien lo mereció')).length, 1)
    assert.ok((await labels(ticketId)).includes('elogio'))
    assert.ok((await events(ticketId)).includes('passed-on'))
    const told = await db.selectFrom('page').select(['tells', 'callee', 'ended_at', 'exhausted_at']).execute()
    assert.deepEqual(
      told.map(({ tells, callee, ended_at, exhausted_at }) => [tells, callee, ended_at !== null, exhausted_at]),
      [['praise', 'elogios', true, null]],
    )
    const again = await ask({ who: 'hugo', text: `${PRAISE} de verdad` })
    await correctMeaning(db, { ...us, messageId: again.answers!, verdict: 'type', value: 'praise' })
    await road.pass({ minutes: 1 })
    assert.equal((await ours('a quien lo mereció')).length, 1, 'thanked once in a span')
  })

  test('praise that may be meant ironically is labelled, and thanked for by people alone', async () => {
    await publish('{ praise: { script: gracias, how: at once, labels: elogio } }')
    const { ticketId } = await ask({ who: 'jorge', text: IRONIC })
    await road.pass({ minutes: 1 })
    assert.deepEqual(await steps(ticketId), ['word proposed maybe-ironic'])
    assert.ok((await labels(ticketId)).includes('elogio'))
  })

  test('what only may be praise is thanked for by people', async () => {
    await publish('{ praise: { script: gracias, how: at once } }')
    const { ticketId } = await ask({ who: 'karla', text: 'el asiento es ancho y llegamos antes de hora' })
    await road.pass({ minutes: 1 })
    assert.deepEqual(await steps(ticketId), ['word proposed unsure'])
  })

  test('a complaint calls forth no thanks', async () => {
    await publish('{ praise: { script: gracias, how: at once, labels: elogio } }')
    const { ticketId } = await ask({ who: 'irene', text: COMPLAINT })
    await road.pass({ minutes: 1 })
    assert.deepEqual(await steps(ticketId), [])
  })
})
