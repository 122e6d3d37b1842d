import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import { complaintState, type ComplaintState } from '../../src/domain/legal/complaint.ts'
import { openRuledComplaint } from '../../src/pipeline/complain-by-rule.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { leaveUnanswered } from '../../src/pipeline/leave-unanswered.ts'
import { openComplaint } from '../../src/pipeline/open-complaint.ts'
import { readImported } from '../../src/pipeline/read-imported.ts'
import { recordCall } from '../../src/pipeline/record-call.ts'
import { resolve } from '../../src/pipeline/resolve.ts'
import { sendReceipt } from '../../src/pipeline/send-receipt.ts'
import { undoReply } from '../../src/pipeline/undo-reply.ts'
import { openSimulatedMastodon } from '../../src/rehearsal/mastodon/index.ts'
import { complaintsOfTicket, readComplaint, type Complaint } from '../../src/storage/complaints.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { settleComplaints } from '../../src/storage/settle-complaints.ts'
import { openClockedRoad } from '../support/road-clock.ts'
import { openDesk, type To } from '../support/road-desk.ts'
import { saidByUs } from '../support/road-out.ts'
import { ingestNeeds } from '../support/workspace.ts'

const world = await openSimulatedMastodon()
after(() => world.close())
const road = await openClockedRoad(world.hosts)
const accountId = await road.connect(world)
const { us, ask, ticket } = openDesk(road, world, accountId)
const { db, context } = road
const SPAIN = { law: 'es-ley-10-2025', region: 'MD' }
let to: To

const open = (more: Partial<Parameters<typeof openComplaint>[1]> = {}) =>
  openComplaint(context, { ...us, ticketId: to.ticketId, messageId: null, humanAsked: false, ...SPAIN, ...more })
const complaint = (id: string) => readComplaint(db, us.workspaceId, id)
const receipt = (id: string, more: Partial<Parameters<typeof sendReceipt>[1]> = {}) =>
  sendReceipt(context, { ...us, complaintId: id, visibility: to.visibility, accountId, threadId: null, answers: to.answers, text: null, ...more })
const work = () => ({ ...us, ticketId: to.ticketId, now: context.now() })

async function stateOf(id: string): Promise<ComplaintState> {
  return complaintState(await complaint(id), context.now())
}

async function answer(text: string, more: { resolve?: boolean } = {}): Promise<void> {
  await road.queue({ ...to, parts: [text], ...more })
  await road.pass({ seconds: 1 })
}

async function told(): Promise<string[]> {
  const events = await db.selectFrom('event').select('kind').where('ticket_id', '=', to.ticketId).where('kind', 'like', 'compl%').orderBy('id').execute()
  return events.map(({ kind }) => kind)
}

let asked = 0

beforeEach(async () => {
  to = await ask({ who: `caro${(asked += 1)}`, visibility: 'private', text: 'les reclamo formalmente el vuelo perdido' })
})

describe('a formal complaint', { concurrency: false }, () => {
  test('is counted in the working days of its region, with all that it was counted from', async () => {
    await db.updateTable('message').set({ at: '2026-04-14T16:00:00Z' }).where('id', '=', to.answers!).execute()
    const { dueOn, dueAt, zone, terms, holidays, ...made } = await complaint(await open({ region: 'AR' }))
    assert.deepEqual([dueOn, String(dueAt), zone, terms.workingDays], ['2026-05-07', '2026-05-07T21:59:00Z', 'Europe/Madrid', 15])
    assert.ok(holidays.includes('2026-04-23') && holidays.some((day) => day.startsWith('2027')))
    assert.deepEqual([made.messageId, made.language, made.openedBy?.name, String(made.receivedAt)], [to.answers, 'es', 'Valentina R.', '2026-04-14T16:00:00Z'])
    assert.ok(terms.sources.every(({ url, read }) => url && read))
  })

  test('is made once a ticket, however often it is asked for and at once', async () => {
    const ids = await Promise.all([open(), open(), open()])
    assert.equal(new Set(ids).size, 1)
    assert.deepEqual(await told(), ['complained'])
    await assert.rejects(open({ law: 'pt-livro-de-reclamacoes', region: null }), { code: 'complaint-open' })
    await assert.rejects(open({ law: 'nowhere' }), { code: 'law-unknown' })
    await assert.rejects(open({ region: 'ZZ' }), { code: 'holidays-unknown' })
    await assert.rejects(open({ workspaceId: '4611686018' }), { code: 'not-found' })
  })

  test('is not answered by its receipt, which goes out once, nor by resolving its ticket; by a word of ours it is', async () => {
    const id = await open()
    await receipt(id)
    await receipt(id)
    await road.pass({ seconds: 1 })
    const { code, receipt: sent } = await complaint(id)
    const said = (await saidByUs(world)).filter(({ text }) => text.includes(code))
    assert.deepEqual([said.length, said[0]?.visibility, sent?.state], [1, 'private', 'sent'])
    const { state, unanswered } = await ticket(to.ticketId)
    assert.deepEqual([state, unanswered, await stateOf(id)], ['open', 1, 'open'], 'whoever complained still waits')
    await resolve(db, work())
    assert.equal(await stateOf(id), 'open')
    await answer('le devolvemos el importe')
    assert.equal(await stateOf(id), 'closed')
    assert.deepEqual(await told(), ['complained', 'complaint-confirmed', 'complaint-answered', 'complaint-closed'])
  })

  test('that they ask of again is open again until it is answered, and its day stays; thanks leave it answered', async () => {
    const id = await open()
    const { dueOn } = await complaint(id)
    await answer('¿qué vuelo era?')
    assert.equal(await stateOf(id), 'answered')
    const who = `caro${asked}`
    await ask({ who, visibility: 'private', text: 'el AN 412 del martes, ¿cuándo me contestan de verdad?' })
    await settleComplaints(db, null)
    assert.equal(await stateOf(id), 'open')
    await answer('le devolvemos el importe del AN 412')
    assert.equal(await stateOf(id), 'answered')
    await ask({ who, visibility: 'private', text: 'muchas gracias' })
    await leaveUnanswered(db, { ...work(), reason: 'thanks' })
    assert.equal(await stateOf(id), 'closed')
    assert.equal((await complaint(id)).dueOn, dueOn)
    assert.deepEqual(await told(), ['complained', 'complaint-answered', 'complaint-reopened', 'complaint-answered', 'complaint-closed'])
  })

  test('that was answered stays so when they ring', async () => {
    const id = await open()
    await answer('le devolvemos el importe')
    const rang = { at: context.now(), minutes: 4, direction: 'in' as const, number: null, outcome: 'spoke' as const, text: 'llama para dar las gracias' }
    await recordCall(context, { ...us, ticketId: to.ticketId, ...rang })
    await settleComplaints(db, null)
    assert.equal(await stateOf(id), 'answered')
  })

  test('is answered by what was written when it had come in, however far ahead its sender’s clock is; by nothing that was written before', async () => {
    const id = await open()
    const saidAt = (ahead: Temporal.DurationLike) =>
      db
        .updateTable('message')
        .set({ at: context.now().add(ahead) })
        .where('id', '=', to.answers!)
        .execute()
    await saidAt({ minutes: 4 })
    await answer('le devolvemos el importe')
    assert.equal(await stateOf(id), 'answered')
    to = await ask({ who: `caro${asked}`, visibility: 'private', text: '¿cuándo me contestan de verdad?' })
    await saidAt({ hours: -1 })
    await settleComplaints(db, null)
    assert.equal(await stateOf(id), 'open')
  })

  test('once closed stays closed, and what they complain of then is another', async () => {
    const first = await open()
    await answer('resuelto', { resolve: true })
    assert.equal(await stateOf(first), 'closed')
    await ask({ who: `caro${asked}`, visibility: 'private', text: 'vuelvo a reclamar: ahora falta la maleta' })
    const second = await open()
    assert.notEqual(second, first)
    assert.equal(await stateOf(first), 'closed')
  })

  test('whose receipt was taken back before it left can be confirmed after all', async () => {
    const id = await open()
    await db
      .updateTable('account')
      .set({ send_after: context.now().add({ hours: 1 }) })
      .where('id', '=', accountId)
      .execute()
    await receipt(id)
    const { id: messageId } = (await road.deliveries()).at(-1)!
    await undoReply(context, { ...us, messageId })
    assert.equal((await complaint(id)).receipt, null)
    await db.updateTable('account').set({ send_after: null }).where('id', '=', accountId).execute()
    await receipt(id)
    await road.pass({ seconds: 1 })
    assert.equal((await complaint(id)).receipt?.state, 'sent')
  })

  test('has a receipt with its code and nothing left open; what was private never goes out in public', async () => {
    const id = await open()
    await assert.rejects(receipt(id, { text: 'Gracias por escribir.' }), { code: 'receipt-without-code' })
    const { code } = await complaint(id)
    await assert.rejects(receipt(id, { text: `${code}, le saluda {agente}` }), { code: 'receipt-unfinished' })
    await assert.rejects(receipt(id, { visibility: 'public' }), { code: 'private-stays-private' })
    assert.equal((await complaint(id)).receipt, null)
  })

  test('in public tells no more than its code, whatever was written for it', async () => {
    to = await ask({ who: `plaza${asked}`, text: 'reclamo en público' })
    const id = await open()
    const { code } = await complaint(id)
    await receipt(id, { text: `${code}: su vuelo AN 412 a nombre de Carolina M.` })
    await road.pass({ seconds: 1 })
    const [said] = (await saidByUs(world)).filter(({ text }) => text.includes(code))
    assert.equal(said?.visibility, 'public')
    assert.ok(!said.text.includes('AN 412'))
  })
})

describe('a rule that makes it formal', { concurrency: false }, () => {
  before(() => insertManualVersion(db, { workspaceId: us.workspaceId, memberId: null, text: MANUAL, note: null }))

  const made = (): Promise<Complaint[]> => complaintsOfTicket(db, us.workspaceId, to.ticketId)

  test('makes one complaint of the ticket, by the law it names and the brand’s region, in nobody’s name', async () => {
    to = await ask({ who: 'nora', visibility: 'private', text: 'pongo una reclamación formal' })
    await road.pass({ seconds: 1 })
    await openRuledComplaint(context, { ticketId: to.ticketId, messageId: to.answers! })
    const [only, ...more] = await made()
    assert.deepEqual([only?.law, only?.region, only?.openedBy, only?.messageId, more.length], ['es-ley-10-2025', 'MD', null, to.answers, 0])
    const confirmed = (await saidByUs(world)).filter(({ text }) => text.includes(only!.code))
    assert.deepEqual([confirmed.length, confirmed[0]?.visibility], [1, 'private'], 'by the rule’s script')
    assert.match(confirmed[0]!.text, /nora, su reclamación tiene el código/)
    assert.equal((await ticket(to.ticketId)).unanswered, 1)
    to = await ask({ who: 'rosa', visibility: 'private', text: 'una pregunta' })
    await road.pass({ seconds: 1 })
    assert.deepEqual(await made(), [])
  })

  test('makes one of the word that it was said of, whatever they said with it, and nothing of what was said days ago', async () => {
    const lines = (who: string, said: [hours: number, text: string][]) => said.map(([hours, text], n) => line({ id: `${who}-${n}`, who, hours, text }))
    await hear(
      ...lines('zoe', [[49, 'pongo una reclamación formal']]),
      ...lines('ana', [
        [20, 'pongo una reclamación formal'],
        [5, '¿hola?'],
      ]),
    )
    await road.pass({ seconds: 1 })
    const { rows } = await sql<{ said: string }>`
      select m.native_id as said from complaint c join message m on m.id = c.message_id where m.native_id = any(${['zoe-0', 'ana-0', 'ana-1']})`.execute(db)
    assert.deepEqual(rows, [{ said: 'ana-0' }])
  })

  test('makes no other of what follows its end: a machine’s word, our own, or the same word once more', async () => {
    await hear(line({ id: 'eva-0', who: 'eva', hours: 0, text: 'pongo una reclamación formal' }))
    await road.pass({ seconds: 1 })
    to = await toAnswer('eva-0')
    await resolve(db, work())
    await hear(line({ id: 'us-0', hours: 0, text: 'le devolvemos el importe', replyTo: 'eva-0' }))
    await settleComplaints(db, null)
    const [only] = await made()
    assert.equal(await stateOf(only!.id), 'closed')
    await hear(line({ id: 'eva-1', who: 'eva', hours: 0, text: 'estoy de vacaciones', replyTo: 'us-0', automatic: 'auto-reply' }))
    await hear(line({ id: 'us-1', hours: 0, text: 'que tenga buen viaje', replyTo: 'eva-0' }))
    await road.pass({ seconds: 1 })
    await openRuledComplaint(context, { ticketId: to.ticketId, messageId: to.answers! })
    assert.deepEqual(
      (await made()).map(({ id }) => id),
      [only!.id],
    )
  })

  test('leaves it at the one that is open under another law', async () => {
    await hear(line({ id: 'lua-0', who: 'lua', hours: 1, text: 'uma pergunta' }))
    to = await toAnswer('lua-0')
    await open({ law: 'pt-livro-de-reclamacoes', region: null })
    await hear(line({ id: 'lua-1', who: 'lua', hours: 0, text: 'pongo una reclamación formal' }))
    assert.equal((await toAnswer('lua-1')).ticketId, to.ticketId)
    await road.pass({ seconds: 1 })
    assert.deepEqual(
      (await made()).map(({ law }) => law),
      ['pt-livro-de-reclamacoes'],
    )
  })
})

const ACCOUNT = await db.selectFrom('account').selectAll().where('id', '=', accountId).executeTakeFirstOrThrow()

/** Something said some hours ago, by us unless told who. */
function line({ who, hours, ...said }: { id: string; who?: string; hours: number; text: string; replyTo?: string; automatic?: string }) {
  const author =
    who === undefined ? { id: ACCOUNT.native_id, handle: ACCOUNT.handle, name: 'Aeroandes' } : { id: who, handle: `${who}@lejos.example`, name: who }
  const addressed = who === undefined ? [] : [ACCOUNT.native_id]
  return { kind: 'message', network: 'mastodon', at: context.now().subtract({ hours }).toString(), visibility: 'private', author, addressed, ...said }
}

async function hear(...items: ReturnType<typeof line>[]): Promise<void> {
  const { id, native_id: nativeId, handle } = ACCOUNT
  const account = { id, network: 'mastodon' as const, nativeId, handle, name: 'Aeroandes', settings: {} }
  const batch = { workspaceId: us.workspaceId, account, network: 'mastodon' as const, items, translate: readImported }
  await ingest({ ...(await ingestNeeds(db)), now: context.now }, batch)
}

async function toAnswer(said: string): Promise<To> {
  const { id, ticket_id } = await db.selectFrom('message').select(['id', 'ticket_id']).where('native_id', '=', said).executeTakeFirstOrThrow()
  return { ticketId: ticket_id!, accountId, answers: id, visibility: 'private' }
}

const MANUAL = `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, timeZone: Europe/Madrid, languages: [es], voice: { is: [claro] } }
accounts: { aeroandes: { network: mastodon, handle: aeroandes } }
calendars: { oficina: { hours: { 'mon-fri': '09:00-17:00' }, holidays: ES-MD } }
departments: { legal: { does: Reclamaciones } }
rules:
  - rule: reclamación formal
    when: { words: [reclamación formal] }
    then: { department: legal, formalComplaint: es-ley-10-2025, script: acuse }
scripts:
  acuse: { use: Una reclamación formal., texts: [{ language: es, text: "{nombre}, su reclamación tiene el código {código}. Contestamos antes del {fecha}." }] }
`
