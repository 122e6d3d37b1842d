import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ingest } from '../../src/pipeline/ingest.ts'
import { judgeLookAlike } from '../../src/pipeline/judge-look-alike.ts'
import { resolve } from '../../src/pipeline/resolve.ts'
import { takePage } from '../../src/pipeline/take-pages.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { followLookAlikes } from '../../src/watch/follow-look-alikes.ts'
import { caughtUp } from '../support/caught-up.ts'
import { MANUAL, openPaging } from '../support/paging.ts'
import { batchOfLines, post } from '../support/workspace.ts'

const road = await openPaging()
const { db, context, workspaceId, member } = road
const { id: x } = await db.selectFrom('account').select('id').where('handle', '=', 'aeroandes').executeTakeFirstOrThrow()

async function answer(id: string, who: string, to: string, at = context.now()): Promise<void> {
  const item = post(id, who, 'en nombre de la empresa: pásenos su tarjeta', 0, { at: at.toString(), replyTo: to })
  await ingest(context, batchOfLines({ id: workspaceId, accounts: { x, second: '', mail: '' } }, [item], x))
  await caughtUp(db, ['look-alikes'], () => followLookAlikes(context))
}
const pages = async () =>
  (await db.selectFrom('page').select(['cause', 'callee', 'ended_at']).orderBy('id').execute()).map(
    ({ cause, callee, ended_at: ended }) => `${cause}: ${callee}${ended ? ', ended' : ''}`,
  )

describe('one who poses as us and speaks to a customer', { concurrency: false }, () => {
  test('calls the supervisor of a ticket that no department has, once, by the chain, until somebody judges', async () => {
    await road.write('@aeroandes mi maleta no aparece')
    await answer('f1', 'aeroandes_', 'p1')
    await answer('f2', 'aeroandes_', 'p1')
    assert.deepEqual(await pages(), ['look-alike: supervisor'])
    await road.pass({ seconds: 1 })
    assert.deepEqual(await road.calls(), ['Camilo Ortega e-mail: sent'])
    assert.match(road.mail.mails.at(-1)!.text!, /poses as us is speaking to them/)
    const { id } = await db.selectFrom('look_alike').select('id').executeTakeFirstOrThrow()
    await judgeLookAlike({ db, now: context.now }, { workspaceId, memberId: member.camilo, id }, 'unrelated')
    await road.pass({ minutes: 20 })
    assert.deepEqual(await pages(), ['look-alike: supervisor, ended'])
  })

  test('calls whom the manual names; what it said yesterday, or after it was cleared, calls nobody', async () => {
    await insertManualVersion(db, { workspaceId, memberId: null, text: `${MANUAL}imitadores: { avisar: operaciones }\n`, note: null })
    await road.write('@aeroandes sigo esperando')
    await answer('f3', 'aeroandes_', 'p2')
    await answer('f4', 'aer0andes', 'p2', context.now().subtract({ hours: 25 }))
    assert.equal((await pages()).length, 1)
    await road.write('@aeroandes y yo')
    await answer('f5', 'aeroandes_ayuda', 'p3')
    assert.deepEqual((await pages()).at(-1), 'look-alike: operaciones')
    await road.pass({ minutes: 6 })
    assert.deepEqual((await road.calls()).slice(-2), ['Diana Rojas webhook: sent', 'nora cifuentes e-mail: sent'])
  })

  test('is in nobody’s hands because somebody answered, resolved the ticket or was called to it; who takes that page has it', async () => {
    const ticketId = await road.write('@aeroandes hay humo en la cabina')
    await answer('f6', 'aeroandes_equipo', 'p4')
    const ofTicket = async () => (await pages()).slice(-2)
    assert.deepEqual(await ofTicket(), ['rule: operaciones', 'look-alike: operaciones'])
    await road.pass({ seconds: 1 })
    await db.updateTable('ticket').set({ state: 'waiting', answered_at: context.now() }).where('id', '=', ticketId).execute()
    await road.pass({ minutes: 6 })
    assert.deepEqual(await ofTicket(), ['rule: operaciones, ended', 'look-alike: operaciones'])
    await resolve(db, { workspaceId, ticketId, memberId: member.diana, now: context.now() })
    assert.deepEqual(await ofTicket(), ['rule: operaciones, ended', 'look-alike: operaciones'])
    const { id: pageId } = await db.selectFrom('page').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()
    await takePage(db, { workspaceId, pageId, memberId: member.diana })
    assert.deepEqual(await ofTicket(), ['rule: operaciones, ended', 'look-alike: operaciones, ended'])
  })
})
