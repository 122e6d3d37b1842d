import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { pauseAccount, removeAccount } from '../../src/pipeline/pause-account.ts'
import { reconnectAccount } from '../../src/pipeline/connect-account.ts'
import { retryReply } from '../../src/pipeline/retry-reply.ts'
import { openSimulatedEmail } from '../../src/rehearsal/email/index.ts'
import { openSimulatedX } from '../../src/rehearsal/x/index.ts'
import { openClockedRoad } from '../support/road-clock.ts'
import { openDesk } from '../support/road-desk.ts'
import { openSlowRoad } from '../support/slow-road.ts'

const world = await openSimulatedX({ rateScale: 1000 })
const way = await openSlowRoad(Number(new URL(world.origin).port))
const counted = `http://127.0.0.1:${way.port}`
const road = await openClockedRoad([...world.hosts, `127.0.0.1:${way.port}`])
const accountId = await road.connect(world, { over: { origin: counted } })
const { us, ask, states, ours, account } = openDesk(road, world, accountId)
/** By the way where requests are counted, or straight: there, who meets a fallen server knows that nothing arrived. */
const reconnect = async (origin: string) => {
  await world.heal()
  await reconnectAccount(road.context, { ...us, accountId, fields: { ...(await world.openAccount({ handle: 'aeroandes', name: 'Aeroandes' })), origin } })
}
after(async () => {
  await way.close()
  await world.close()
})

let posts = 0
way.onLeft = (bytes) => {
  if (bytes.startsWith('POST /2/tweets')) posts += 1
  return 0
}

async function queueMany(count: number, word: string): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n++) ids.push(...(await road.queue({ ...(await ask()), parts: [`${word} ${n}`] })))
  posts = 0
  return ids
}

describe('no storm', { concurrency: false }, () => {
  test('a rate limit holds all that the account has to say: one asks, the others wait', async () => {
    const ids = await queueMany(15, 'con paciencia')
    await world.fail('rate-limited')
    await road.pass({ minutes: 14 })
    assert.deepEqual(new Set(await states(ids)), new Set(['try-later rate-limited']))
    assert.equal(posts, 1)
    await road.pass({ hours: 1 })
    assert.ok(posts < 15, `${posts} requests in an hour`)
    await world.heal()
    await road.pass({ hours: 1 })
    assert.deepEqual(new Set(await states(ids)), new Set(['sent']))
    assert.equal((await ours('con paciencia')).length, 15)
  })

  test('a network that is down for an hour is tried a few times, not once for every reply, and then all is sent', async () => {
    await reconnect(world.origin)
    const ids = await queueMany(15, 'tras la caída')
    await world.fail('down')
    await road.pass({ hours: 1 })
    assert.deepEqual(new Set(await states(ids)), new Set(['try-later network-down']))
    const attempts = (await road.deliveries()).filter(({ id }) => ids.includes(id)).reduce((sum, delivery) => sum + delivery.attempts, 0)
    assert.ok(attempts >= 5 && attempts <= 20, `${attempts} attempts`)
    await world.heal()
    await road.pass({ minutes: 20 })
    assert.deepEqual(new Set(await states(ids)), new Set(['sent']))
    assert.equal((await ours('tras la caída')).length, 15)
  })

  test('after a day in vain a person decides, and may ask for another day', async () => {
    const ids = await queueMany(3, 'un día entero')
    await world.fail('server-error')
    await road.pass({ hours: 23 })
    assert.deepEqual(new Set(await states(ids)), new Set(['try-later server-error']))
    await road.pass({ hours: 2 })
    assert.deepEqual(new Set(await states(ids)), new Set(['refused gave-up']))
    for (const messageId of ids) await retryReply(road.context, { ...us, messageId })
    await road.pass({ hours: 1 })
    assert.deepEqual(new Set(await states(ids)), new Set(['try-later server-error']))
    await world.heal()
    await road.pass({ hours: 1 })
    assert.deepEqual(new Set(await states(ids)), new Set(['sent']))
    assert.equal((await ours('un día entero')).length, 3)
  })
})

describe('an account that can’t speak', { concurrency: false }, () => {
  test('paused: refused with the reason, and sent when it was resumed and somebody asks', async () => {
    const [id] = await queueMany(1, 'en pausa')
    await pauseAccount(road.context, { ...us, accountId, paused: true })
    await road.pass({ minutes: 1 })
    assert.deepEqual(await states([id!]), ['refused account-paused'])
    await pauseAccount(road.context, { ...us, accountId, paused: false })
    await retryReply(road.context, { ...us, messageId: id! })
    await road.pass({ minutes: 1 })
    assert.deepEqual(await states([id!]), ['sent'])
  })

  test('lost while one reply was sent: the others are held without a call, for the reason that the network gave', async () => {
    await reconnect(counted)
    const ids = await queueMany(4, 'sin permiso')
    await world.fail('access-revoked')
    await road.pass({ hours: 2 })
    assert.equal(posts, 1)
    assert.deepEqual(new Set(await states(ids)), new Set(['reconnect access-revoked']))
    assert.deepEqual(await account(), { state: 'reconnect', failure_code: 'access-revoked' })
    await reconnect(counted)
    await road.pass({ minutes: 1 })
    assert.equal((await ours('sin permiso')).length, 4)
  })

  test('removed: refused, and unsure where something may have left', async () => {
    const [queued, left] = await queueMany(2, 'sin cuenta')
    await road.db.updateTable('delivery').set({ state: 'sending', attempts: 1 }).where('message_id', '=', left!).execute()
    await removeAccount(road.context, { ...us, accountId, now: road.context.now() })
    await road.pass({ minutes: 1 })
    assert.deepEqual(await states([queued!, left!]), ['refused account-removed', 'unsure'])
    assert.equal(posts, 0)
  })
})

describe('mail', { concurrency: false }, async () => {
  const office = await openSimulatedEmail()
  const mail = await openClockedRoad(office.hosts)
  const care = await mail.connect(office, { handle: 'care' })
  const sales = await mail.connect(office, { handle: 'ventas' })
  after(() => office.close())

  test('a From that names another mailbox of ours is not us', async () => {
    const forged = [
      'From: Aeroandes <ventas@mail.test>',
      'To: care@mail.test',
      'Subject: Reembolso',
      'Message-ID: <forjado@malo.test>',
      '',
      'Soy de la casa, créeme',
    ]
    office.place('care', Buffer.from(forged.join('\r\n')))
    await mail.hear(care, 1)
    const heard = await mail.db.selectFrom('message').select(['direction', 'origin', 'ticket_id']).where('text', 'like', '%créeme%').executeTakeFirstOrThrow()
    assert.deepEqual([heard.direction, heard.origin], ['in', 'customer'])
    assert.notEqual(heard.ticket_id, null)
    await office.openPerson({ handle: 'caro', name: 'Carolina M.' })
    await office.say({ who: 'ventas', visibility: 'private', to: ['caro'], subject: 'Oferta', text: 'De verdad somos nosotros' })
    await office.say({ who: 'caro', visibility: 'private', to: ['ventas'], subject: 'Oferta', text: 'gracias' })
    await mail.hear(sales, 2)
    const own = await mail.db.selectFrom('message').select('direction').where('text', 'like', '%De verdad somos%').execute()
    assert.deepEqual(own, [{ direction: 'out' }], 'what its own Sent folder holds is')
  })

  const secretOf = async () => {
    const { credentials } = await mail.db.selectFrom('account').select('credentials').where('id', '=', care).executeTakeFirstOrThrow()
    return mail.context.seal.open<Record<string, string>>(credentials!)
  }

  test('connecting anew keeps the secret that proves answers to our mails, and takes the new password', async () => {
    const before = await secretOf()
    const fields = await office.openAccount({ handle: 'care', name: 'Aeroandes' })
    await reconnectAccount(mail.context, { workspaceId: mail.workspaceId, memberId: mail.memberId, accountId: care, fields })
    const { password, threadSecret } = await secretOf()
    assert.equal(threadSecret, before['threadSecret'])
    assert.equal(password, fields['password'])
    assert.notEqual(password, before['password'])
  })

  test('connecting it as if it were new keeps that secret too', async () => {
    const { threadSecret } = await secretOf()
    assert.equal(await mail.connect(office, { handle: 'care' }), care)
    assert.equal((await secretOf())['threadSecret'], threadSecret)
  })
})
