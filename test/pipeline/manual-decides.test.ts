import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { onDuty } from '../../src/domain/duty.ts'
import { correctMeaning } from '../../src/pipeline/correct-meaning.ts'
import { ingest, type IngestNeeds } from '../../src/pipeline/ingest.ts'
import { loadManual } from '../../src/pipeline/manual-in-force.ts'
import { insertMember } from '../../src/storage/members.ts'
import { openTestDatabase } from '../support/database.ts'
import { putInForce, SMALL_MANUAL } from '../support/small-manual.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post, type TestWorkspace } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const needs: IngestNeeds = await ingestNeeds(db)
let workspace: TestWorkspace

beforeEach(async () => {
  await db.deleteFrom('event').execute()
  workspace = await makeWorkspace(db)
})

const publish = (text?: string) => putInForce(db, workspace.id, text)
const take = (...items: ReturnType<typeof post>[]) => ingest(needs, batchOfLines(workspace, items, workspace.accounts.x))
const tickets = () => db.selectFrom('ticket').selectAll().where('workspace_id', '=', workspace.id).orderBy('id').execute()

describe('the manual decides', { concurrency: false }, () => {
  test('a rule sends the matter to its department, says how soon, and is named with its version', async () => {
    await publish()
    await take(post('1', 'caro', '@aeroandes el aire de la cabina no funcionaba', 0))
    const [ticket] = await tickets()
    assert.equal(ticket?.department, 'taller')
    assert.deepEqual(ticket?.labels, ['cabina'])
    const { facts } = await db.selectFrom('event').select('facts').where('ticket_id', '=', ticket!.id).where('kind', '=', 'messages').executeTakeFirstOrThrow()
    const trace = (facts as unknown as { trace: { rule: string; facts: Record<string, unknown> }[] }).trace
    const ruled = trace.find(({ rule }) => rule === 'manual')
    assert.equal(ruled?.facts['name'], 'aire en cabina')
    assert.equal(ruled?.facts['version'], 1)
  })

  test('the promise of the account brings the answer forward, in its own hours', async () => {
    await publish()
    // Friday 09:05 in Bogotá: the promise is due at 09:35, the need of a routine word only later.
    await take(post('1', 'caro', '@aeroandes buenos días, ¿qué equipaje puedo llevar en la tarifa básica?', 5))
    const [ticket] = await tickets()
    assert.equal((ticket!.heard as { promiseDueAt: string }).promiseDueAt, '2026-11-20T14:35:00Z')
  })

  test('what the brand does not speak of is left at once, with the reason, and nothing is due', async () => {
    await publish()
    await take(post('1', 'elias', '@aeroandes se acerca el apocalipsis hermanos', 0))
    const [ticket] = await tickets()
    assert.deepEqual([ticket?.state, ticket?.left_reason, ticket?.due_at, ticket?.order_at], ['left', 'off-limits', null, null])
  })

  test('whoever was left is left again, by the same rule, and nothing runs late meanwhile', async () => {
    await publish()
    await take(post('1', 'elias', '@aeroandes se acerca el apocalipsis hermanos', 0))
    await take(post('2', 'elias', '@aeroandes el apocalipsis, repito', 60 * 24, { replyTo: '1' }))
    const [ticket] = await tickets()
    assert.deepEqual([ticket?.state, ticket?.left_reason, ticket?.unanswered, ticket?.order_at], ['left', 'off-limits', 1, null])
  })

  test('a word that comes after it was left counts from itself, not from what was left', async () => {
    await publish()
    await take(post('1', 'elias', '@aeroandes se acerca el apocalipsis hermanos', 0))
    await take(post('2', 'elias', '@aeroandes y mi maleta no llegó, ¿a quién llamo?', 60, { replyTo: '1' }))
    const [ticket] = await tickets()
    assert.deepEqual([ticket?.state, ticket?.unanswered], ['open', 1])
    assert.equal(ticket?.unanswered_since?.toString(), ticket?.last_inbound_at?.toString())
  })

  test('a pressing word of which a rule spoke stays pressing when a word follows of which none does', async () => {
    await publish()
    await take(post('1', 'caro', '@aeroandes el aire de la cabina no funcionaba', 0))
    await take(post('2', 'caro', '@aeroandes era el vuelo de ayer', 1, { replyTo: '1' }))
    const [ticket] = await tickets()
    assert.equal((ticket!.heard as { byManual: number | null }).byManual, 2)
  })

  test('a version that can’t be loaded stops nothing: the last good one goes on, and the workspace says so', async () => {
    await publish()
    await publish('manual: [')
    assert.deepEqual(await take(post('1', 'caro', '@aeroandes otra vez el aire de la cabina', 0)), { fresh: 1, quarantined: 0 })
    const [ticket] = await tickets()
    assert.equal(ticket?.department, 'taller')
    const { manual_failure: failure } = await db.selectFrom('workspace').select('manual_failure').where('id', '=', workspace.id).executeTakeFirstOrThrow()
    assert.match(failure ?? '', /line 1/)
  })

  test('the night after a holiday is the holiday’s, by the calendar of the region', async () => {
    const night = `  - rule: noche de fiesta\n    when: { day: holiday, hour: 22:00-06:00 }\n    then: { labels: [noche] }\n`
    await publish(SMALL_MANUAL.replace("'09:00-17:00' }", "'09:00-17:00' }, holidays: CO") + night)
    // In Bogotá 02:00 of 16 November, a holiday in Colombia, and of the day after.
    await take(post('1', 'caro', '@aeroandes ¿hay alguien?', 0, { at: '2026-11-16T07:00:00Z' }))
    await take(post('2', 'nico', '@aeroandes ¿hay alguien?', 0, { at: '2026-11-17T07:00:00Z' }))
    assert.deepEqual(
      (await tickets()).map(({ labels }) => labels),
      [[], ['noche']],
    )
  })

  test('the first abusive word is the first strike, the second the second', async () => {
    await publish(`${SMALL_MANUAL}abuse: { strikes: 2, consequence: supervisor-takes-over }\n`)
    const strike = async () => ((await tickets())[0]?.decision as { abuse: { strike: number; consequence: string | null } } | null)?.abuse
    await take(post('1', 'toño', '@aeroandes eres una inútil, pedazo de basura, ojalá te echen hoy mismo', 0))
    assert.deepEqual([(await strike())?.strike, (await strike())?.consequence], [1, null])
    await take(post('2', 'toño', '@aeroandes sois unos inútiles hijos de puta', 1, { replyTo: '1' }))
    assert.deepEqual([(await strike())?.strike, (await strike())?.consequence], [2, 'supervisor-takes-over'])
  })

  test('an abusive word is forgotten after the span that the manual writes, and not before', async () => {
    await publish(`${SMALL_MANUAL}abuse: { strikes: 2, consequence: supervisor-takes-over, forgottenAfter: 30d }\n`)
    const decided = async () => {
      const { abuse } = ((await tickets()).at(-1)?.decision ?? {}) as { abuse?: { strike: number; consequence: string | null } }
      return [abuse?.strike, abuse?.consequence]
    }
    const insult = (id: string, at: string) => take(post(id, 'toño', '@aeroandes sois unos inútiles hijos de puta', 0, { at }))
    await insult('1', '2026-05-04T14:00:00Z')
    await insult('2', '2026-11-20T14:00:00Z')
    assert.deepEqual(await decided(), [1, null])
    await insult('3', '2026-12-20T13:00:00Z')
    assert.deepEqual(await decided(), [2, 'supervisor-takes-over'])
  })

  test('who must be asked or approve stays so until there is an answer, whatever is said next', async () => {
    const asks = `  - rule: abogados\n    when: { words: [abogado] }\n    then: { consult: taller, approve: equipajes }\n`
    await putInForce(db, workspace.id, `${SMALL_MANUAL}${asks}`)
    await take(post('1', 'caro', '@aeroandes mi abogado les va a escribir', 0))
    await take(post('2', 'caro', '@aeroandes ¿hola?', 1, { replyTo: '1' }))
    const gates = async () => ((await tickets())[0]?.decision ?? {}) as { consult?: string[]; approve?: string | null }
    assert.deepEqual([(await gates()).consult, (await gates()).approve], [['taller'], 'equipajes'])
    await db.updateTable('ticket').set({ unanswered: 0, unanswered_since: null }).where('workspace_id', '=', workspace.id).execute()
    await take(post('3', 'caro', '@aeroandes ¿y la maleta?', 2, { replyTo: '2' }))
    assert.deepEqual([(await gates()).consult, (await gates()).approve], [[], null])
  })

  test('what a rule lets be given stays allowed after an answer and a plainer word, and ends with the matter', async () => {
    const gives = `  - rule: pedido cancelado
    when: { words: [cancelaron] }
    then: { gesture: { give: otra pieza, upTo: 600 MXN }, remedyLimit: 1500 MXN }
  - rule: retraso
    when: { words: [tarde] }
    then: { remedyLimit: 200 MXN }\n`
    await putInForce(db, workspace.id, `${SMALL_MANUAL}${gives}`)
    const allowed = async () => {
      const { gesture, remedyLimit } = ((await tickets())[0]?.decision ?? {}) as { gesture: { give: string } | null; remedyLimit: { amount: number } | null }
      return [gesture?.give, remedyLimit?.amount]
    }
    await take(post('1', 'ines', '@aeroandes me cancelaron el pedido sin decir por qué', 0))
    await take(post('2', 'ines', '@aeroandes ¿hola?', 1, { replyTo: '1' }))
    assert.deepEqual(await allowed(), ['otra pieza', 1500])
    await db.updateTable('ticket').set({ unanswered: 0, unanswered_since: null, state: 'waiting' }).where('workspace_id', '=', workspace.id).execute()
    await take(post('3', 'ines', '@aeroandes es el pedido 5521 y ya es tarde', 2, { replyTo: '2' }))
    assert.deepEqual(await allowed(), ['otra pieza', 1500], 'a smaller limit of another rule takes nothing back')
    await db.updateTable('ticket').set({ unanswered: 0, unanswered_since: null, state: 'resolved' }).where('workspace_id', '=', workspace.id).execute()
    await take(post('4', 'ines', '@aeroandes otra cosa: ¿abren mañana?', 3, { replyTo: '3' }))
    assert.deepEqual(await allowed(), [undefined, undefined])
  })

  test('whom a rule calls is called, and the law that it names holds, though a plainer word came with the same batch', async () => {
    const calls = `  - rule: abogados\n    when: { words: [abogado] }\n    then: { notify: taller, formalComplaint: es-ley-10-2025 }\n`
    await putInForce(db, workspace.id, `${SMALL_MANUAL}${calls}`)
    const words = [post('1', 'caro', '@aeroandes mi abogado les va a escribir', 0), post('2', 'caro', '@aeroandes ¿hola?', 1, { replyTo: '1' })]
    const soon = Temporal.Instant.from('2026-11-20T14:02:00Z')
    await ingest({ ...needs, now: () => soon }, batchOfLines(workspace, words, workspace.accounts.x))
    const pages = await db.selectFrom('page').select('callee').where('workspace_id', '=', workspace.id).execute()
    assert.deepEqual(pages, [{ callee: 'taller' }])
    const decision = (await tickets())[0]?.decision as { formalComplaint: string | null } | null
    assert.equal(decision?.formalComplaint, 'es-ley-10-2025')
  })

  test('a holiday is one where it is kept: for the account’s promise, and for the department’s rota', async () => {
    const duty = (who: string) => `duty: [{ who: ${who}, hours: { mon-fri: '09:00-18:00', holidays: closed } }]`
    const text = `${SMALL_MANUAL}  - { rule: festivo, when: { day: holiday }, then: { labels: [festivo] } }\n`
      .replace('oficina: { hours', `bogota: { hours: { mon-fri: '09:00-18:00' }, holidays: CO }\n  oficina: { holidays: ES, hours`)
      .replace('taller: {', `taller: { calendar: oficina, ${duty('ana')},`)
      .replace('equipajes: {', `equipajes: { calendar: bogota, ${duty('beto')},`)
    await publish(text)
    const colombian = '2026-07-20T15:00:00Z'
    await take(
      post('1', 'dora', '@aeroandes ¿abren hoy?', 0, { at: '2026-01-06T15:00:00Z' }),
      post('2', 'caro', '@aeroandes ¿abren hoy?', 0, { at: colombian }),
    )
    assert.deepEqual(
      (await tickets()).map(({ labels }) => labels),
      [['festivo'], []],
    )
    const written = await loadManual(text, 1)
    const onDutyThen = (department: string) => onDuty(written.rotas.get(department)!, Temporal.Instant.from(colombian))
    assert.deepEqual([onDutyThen('taller'), onDutyThen('equipajes')], [['ana'], []])
  })

  test('a department that people chose stays', async () => {
    await publish()
    await take(post('1', 'caro', '@aeroandes el aire de la cabina otra vez', 0))
    await db.updateTable('ticket').set({ department: 'prensa' }).where('workspace_id', '=', workspace.id).execute()
    await take(post('2', 'caro', '@aeroandes ¿y el aire de la cabina?', 1, { replyTo: '1' }))
    assert.deepEqual(
      (await tickets()).map(({ department }) => department),
      ['prensa'],
    )
  })

  describe('what a subject or a content warning says', { concurrency: false }, () => {
    const ALARM = 'URGENTE: mi hijo con asma se ahoga, falla el aire de la cabina del vuelo AV 8520'
    const mail = (id: string, who: string, said: { subject: string; text: string; replyTo?: string }) =>
      post(id, who, said.text, 0, { network: 'email', visibility: 'private', addressed: ['care@aeroandes.test'], ...said })
    const heard = async () => (await tickets()).map(({ department, need_reason }) => [department, need_reason])
    const meanings = () => db.selectFrom('message').select(['text', 'meaning']).where('workspace_id', '=', workspace.id).orderBy('native_id').execute()

    test('is read as the text is, whatever it stands before', async () => {
      await publish()
      await take(
        mail('1', 'ana@ana.test', { subject: ALARM, text: 'Ver asunto. Pedido 88231.' }),
        post('2', 'caro', '@aeroandes ayuda', 1, { contentWarning: ALARM }),
      )
      assert.deepEqual(await heard(), [
        ['taller', 'danger-now'],
        ['taller', 'danger-now'],
      ])
      for (const { text, meaning } of await meanings())
        for (const { kind, value, start, end } of meaning!.entities ?? [])
          assert.ok(kind === 'flight' ? end === 0 : text.slice(start, end).includes(value), value)
      assert.ok((await meanings()).every(({ meaning }) => meaning!.entities!.some(({ kind, value }) => kind === 'flight' && value.includes('8520'))))
    })

    test('is not read again with each answer that bears it', async () => {
      await publish()
      await take(mail('1', 'ana@ana.test', { subject: ALARM, text: 'Ver asunto.' }))
      const again = [`Re: ${ALARM}`, `RV: ${ALARM}`, `R: ${ALARM}`, `Res: ${ALARM}`, `Fwd: ${ALARM}`, ALARM]
      await take(...again.map((subject, at) => mail(`2${at}`, 'ana@ana.test', { subject, text: 'Muchas gracias.', replyTo: '1' })))
      await take(mail('3', 'ana@ana.test', { subject: 'URGENTE: mi madre no respira', text: 'Ver asunto.', replyTo: '1' }))
      assert.deepEqual(
        (await meanings()).map(({ meaning }) => meaning!.urgency),
        [3, ...again.map(() => 0), 3],
      )
      await take(
        mail('4', 'eva@eva.test', { subject: ALARM, text: 'Ver asunto.' }),
        mail('5', 'eva@eva.test', { subject: ALARM, text: 'Gracias.', replyTo: '4' }),
      )
      assert.deepEqual(
        (await meanings()).slice(-2).map(({ meaning }) => meaning!.urgency),
        [3, 0],
        'in one batch, too',
      )
    })
  })

  describe('words that are others now', { concurrency: false }, () => {
    const DANGER = '@aeroandes mi hijo con asma se ahoga, falla el aire de la cabina, ayuda urgente'
    const CALLS = `${SMALL_MANUAL.replace('labels: [cabina] }', 'labels: [cabina], notify: taller }')}otherwise: { department: equipajes }\n`
    const minute = (at: number) => Temporal.Instant.from('2026-11-20T14:00:00Z').add({ minutes: at })
    const edit = (id: string, text: string, at: number) =>
      ingest(
        { ...needs, now: () => minute(at + 1) },
        {
          ...batchOfLines(workspace, [null], workspace.accounts.x),
          translate: () => [{ kind: 'edited', network: 'x', nativeId: id, at: minute(at), text, media: [] }],
        },
      )
    const calls = () => db.selectFrom('page').select('callee').where('workspace_id', '=', workspace.id).execute()
    const ruled = async () => (await db.selectFrom('event').select('facts').where('kind', '=', 'edited').execute()).filter(({ facts }) => 'trace' in facts)

    test('a calm word edited into danger is decided as if it had come so, once however often the edit comes', async () => {
      await publish(CALLS)
      await take(post('1', 'dora', '@aeroandes gracias por todo', 0))
      assert.deepEqual([(await tickets())[0]?.department, (await tickets())[0]?.need_reason], ['equipajes', 'everything-else'])
      for (const at of [5, 5, 3]) await edit('1', at === 3 ? '@aeroandes gracias' : DANGER, at)
      const [ticket, ...others] = await tickets()
      assert.equal(others.length, 0)
      assert.deepEqual([ticket?.department, ticket?.need_reason, ticket?.snippet, ticket?.unanswered], ['taller', 'danger-now', DANGER, 1])
      assert.deepEqual(ticket?.labels, ['cabina'])
      assert.deepEqual([await calls(), (await ruled()).length], [[{ callee: 'taller' }], 1])
    })

    test('an edit that came before its message is weighed with it; one that is read in with a history calls nobody', async () => {
      await publish(CALLS)
      await edit('1', DANGER, 5)
      await ingest({ ...needs, now: () => minute(6) }, batchOfLines(workspace, [post('1', 'dora', '@aeroandes gracias por todo', 0)], workspace.accounts.x))
      const history = [
        post('2', 'eva', DANGER, 0, { editedAt: minute(5).toString(), versions: [{ at: minute(0).toString(), text: '@aeroandes gracias por todo' }] }),
      ]
      await ingest({ ...needs, now: () => minute(6) }, batchOfLines(workspace, history))
      assert.deepEqual(
        (await tickets()).map(({ department, need_reason }) => [department, need_reason]),
        [
          ['taller', 'danger-now'],
          ['taller', 'danger-now'],
        ],
      )
      assert.deepEqual(await calls(), [{ callee: 'taller' }])
    })

    test('a department that people chose stays, and a word that was left waits again', async () => {
      await publish(CALLS)
      await take(post('1', 'dora', '@aeroandes gracias por todo', 0), post('2', 'elias', '@aeroandes se acerca el apocalipsis hermanos', 1))
      await db.updateTable('ticket').set({ department: 'prensa' }).where('person_handle', '=', 'dora').where('workspace_id', '=', workspace.id).execute()
      assert.equal((await tickets())[1]?.state, 'left')
      for (const id of ['1', '2']) await edit(id, DANGER, 5)
      assert.deepEqual(
        (await tickets()).map(({ state, department, need_reason }) => [state, department, need_reason]),
        [
          ['open', 'prensa', 'danger-now'],
          ['open', 'taller', 'danger-now'],
        ],
      )
      const reopened = await db.selectFrom('event').select('ticket_id').where('kind', '=', 'reopened').execute()
      assert.deepEqual(reopened, [{ ticket_id: (await tickets())[1]!.id }])
    })

    test('what a person said of words that are read otherwise now holds no longer; of what is read as before it does', async () => {
      await publish(CALLS)
      await take(post('1', 'dora', '@aeroandes gracias por todo', 0))
      const { id: messageId } = await db.selectFrom('message').select('id').where('workspace_id', '=', workspace.id).executeTakeFirstOrThrow()
      const who = { homeId: workspace.id, userId: `vale-${workspace.id}`, name: 'Vale', email: 'vale@aeroandes.example', locale: 'es', role: 'agent' } as const
      const by = { workspaceId: workspace.id, messageId, memberId: await insertMember(db, who) }
      await correctMeaning(db, { ...by, verdict: 'urgency', value: 1 })
      await correctMeaning(db, { ...by, verdict: 'churn', value: true })
      await edit('1', DANGER, 5)
      const stands = await db.selectFrom('label_correction').select('verdict').where('message_id', '=', messageId).execute()
      assert.deepEqual([(await tickets())[0]?.need_reason, stands], ['danger-now', [{ verdict: 'churn' }]])
    })

    test('danger that a person heard in a word stays, whatever is edited beside it', async () => {
      await publish(CALLS)
      await take(post('1', 'dora', '@aeroandes se le puso azul la cara en la fila', 0))
      const { id: messageId } = await db.selectFrom('message').select('id').where('workspace_id', '=', workspace.id).executeTakeFirstOrThrow()
      const who = { homeId: workspace.id, userId: `vale-${workspace.id}`, name: 'Vale', email: 'vale@aeroandes.example', locale: 'es', role: 'agent' } as const
      await correctMeaning(db, { workspaceId: workspace.id, messageId, memberId: await insertMember(db, who), verdict: 'urgency', value: 3 })
      const danger = (await tickets())[0]?.need_reason
      await edit('1', '@aeroandes se le puso azul la cara en la fila. ¿dónde está mi maleta? no ha llegado', 5)
      assert.deepEqual([danger, (await tickets())[0]?.need_reason], ['danger', 'danger'])
    })

    test('an insult that was edited away marks nothing and strikes nobody; one that was edited in is the first strike', async () => {
      await publish(`${SMALL_MANUAL}abuse: { strikes: 2, consequence: supervisor-takes-over }\n`)
      const insult = '@aeroandes eres una inútil, pedazo de basura, ojalá te echen hoy mismo'
      const standing = async () => (await tickets()).map(({ marks, strikes, snippet }) => [marks.includes('abuse'), strikes, snippet])
      const strike = async () => ((await tickets())[0]?.decision as { abuse: { strike: number } | null } | null)?.abuse?.strike
      await take(post('1', 'toño', insult, 0))
      await edit('1', '@aeroandes perdón, ¿dónde está mi maleta?', 2)
      assert.deepEqual(await standing(), [[false, 0, '@aeroandes perdón, ¿dónde está mi maleta?']])
      await edit('1', insult, 4)
      assert.deepEqual([await standing(), await strike()], [[[true, 1, insult]], 1])
    })
  })
})
