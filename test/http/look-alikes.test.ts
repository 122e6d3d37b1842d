import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkProof } from '../../src/pipeline/check-proof.ts'
import { Browser } from '../support/http.ts'
import { openHouse } from '../support/house.ts'
import { post } from '../support/workspace.ts'
import type { LookAlike } from '../../src/http/contract/look-alikes.ts'

const house = await openHouse()
const owner = house.people.owner.browser
await house.hear(post('1', 'caro', '@aeroandes mi maleta no llegó', 1))
await house.hear(post('2', 'aeroandes_', '@caro en nombre de la empresa: pásenos su tarjeta', 2, { replyTo: '1' }))
const WITH_WARNING = `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, time zone: America/Bogota, languages: [es], voice: { is: [claro] } }
accounts: { aeroandes: { network: x, handle: aeroandes } }
imitadores: { aviso: cuenta falsa }
guiones:
  cuenta falsa: { uso: Cuando otra cuenta se hace pasar por nosotros., textos: [{ idioma: es, texto: "{usuario} Ojo: {imitador} es falsa, {marca} es {cuenta}." }] }
`
const list = async (settled = false) => (await owner.must<{ items: LookAlike[] }>('GET', `/look-alikes?settled=${settled}`)).items

test('a look-alike stands beside the account that it resembles, with what speaks for it, and on the customer’s ticket', async () => {
  const [one] = await list()
  assert.equal(one?.account.handle, 'aeroandes_')
  assert.equal(one?.official.handle, 'aeroandes')
  assert.ok(one.score >= 0.5)
  assert.ok(one.evidence.some(({ code, ours, theirs }) => code === 'handle-same' && ours === 'aeroandes' && theirs === 'aeroandes_'))
  assert.deepEqual(
    one.tickets.map(({ person, how }) => [person.handle, how]),
    [['caro', 'spoke']],
  )
  const ofTicket = await owner.must<{ items: LookAlike[] }>('GET', `/tickets/${one.tickets[0]!.id}/look-alikes`)
  assert.deepEqual(
    ofTicket.items.map(({ id }) => id),
    [one.id],
  )
})

test('customers are warned only of a judged impostor, once, and the verdict keeps who and when', async () => {
  const [one] = await list()
  const tickets = one!.tickets.map(({ id }) => id)
  assert.equal((await owner.ask<{ code: string }>('POST', `/look-alikes/${one!.id}/warnings`, { tickets })).body.code, 'not-judged')
  const judged = await owner.must<LookAlike>('PUT', `/look-alikes/${one!.id}/verdict`, { ruling: 'impostor' })
  assert.equal(judged.verdict?.ruling, 'impostor')
  assert.ok(judged.verdict.by?.name)
  for (const _time of [1, 2]) {
    const warned = await owner.must<{ items: { ticketId: string; code: string | null }[] }>('POST', `/look-alikes/${one!.id}/warnings`, { tickets })
    assert.deepEqual(warned.items, [{ ticketId: tickets[0], code: null }])
  }
  const said = await house.db.selectFrom('message').select(['text', 'automatic']).where('ticket_id', '=', tickets[0]!).where('direction', '=', 'out').execute()
  assert.equal(said.length, 1)
  assert.match(said[0]!.text, /«aeroandes_» no es nuestra/)
  assert.ok(said[0]!.automatic, 'a warning answers nothing')
})

test('the evidence is a signed chain without a customer’s word', async () => {
  const [one] = await list()
  const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const text = await (await fetch(`${house.base}/api/v1/look-alikes/${one!.id}/evidence`, { headers: { cookie } })).text()
  assert.match(text, /pásenos su tarjeta/)
  assert.doesNotMatch(text, /maleta/)
  const proof = await checkProof(
    (async function* () {
      yield* text.trimEnd().split('\n')
    })(),
  )
  assert.ok('about' in proof, JSON.stringify(proof))
  assert.equal(proof.about, 'look-alikes')
})

test('one that was cleared is settled, until it calls itself otherwise', async () => {
  const [one] = await list()
  await owner.must('PUT', `/look-alikes/${one!.id}/verdict`, { ruling: 'unrelated' })
  assert.deepEqual([(await list()).length, (await list(true)).map(({ state }) => state)], [0, ['cleared']])
  await house.hear(post('3', 'aeroandes_help', '@caro hola', 3, { author: { id: 'id-aeroandes_', handle: 'aeroandes_help', name: 'AeroAndes' }, replyTo: '1' }))
  assert.deepEqual(
    (await list()).map(({ state, account }) => [state, account.handle]),
    [['renamed', 'aeroandes_help']],
  )
})

test('the register is nobody’s business until it is published, and then says no more than it must', async () => {
  const anybody = new Browser(house.base)
  const origin = house.base
  const read = () => fetch(`${origin}/.well-known/official-accounts.json`)
  assert.equal((await read()).status, 404)
  assert.equal((await anybody.ask('GET', '/register')).status, 401)
  await owner.must('PUT', '/register', { public: true })
  const { registers } = (await (await read()).json()) as { registers: { accounts: Record<string, unknown>[] }[] }
  assert.deepEqual(Object.keys(registers[0]!.accounts[0]!).toSorted(), ['brand', 'formerly', 'handle', 'name', 'network', 'speaks', 'url'])
  const page = await (await fetch(`${origin}/official-accounts`, { headers: { 'accept-language': 'it' } })).text()
  assert.match(page, /<a rel="me" href="https:\/\/x\.com\/aeroandes">@aeroandes<\/a>/)
  assert.match(page, /I nostri account ufficiali/)
  assert.doesNotMatch(page, /non più nostro/)
  const rename = (handle: string) => house.db.updateTable('account').set({ handle }).where('id', '=', house.accountId).execute()
  await rename('AeroAndes')
  await rename('vuelosaeroandes')
  await rename('aeroandes')
  const renamed = await (await fetch(`${origin}/official-accounts`, { headers: { 'accept-language': 'it' } })).text()
  assert.match(renamed, /non più nostro: @vuelosaeroandes</, 'what it is called now, in other capitals, was not given up')
})

test('where the manual has a script for it, the warning is the brand’s own, in their language, with both accounts in it', async () => {
  await owner.must('POST', '/manual/publish', { text: WITH_WARNING, over: null, note: '' })
  await house.hear(post('11', 'rita', '@aeroandes hola', 1))
  await house.hear(post('12', 'aeroandes_reclamos', '@rita pásenos su tarjeta', 2, { replyTo: '11' }))
  const one = (await list()).find(({ account }) => account.handle === 'aeroandes_reclamos')!
  await owner.must('PUT', `/look-alikes/${one.id}/verdict`, { ruling: 'impostor' })
  await owner.must('POST', `/look-alikes/${one.id}/warnings`, { tickets: one.tickets.map(({ id }) => id) })
  const said = await house.db.selectFrom('message').select('text').where('ticket_id', '=', one.tickets[0]!.id).where('direction', '=', 'out').execute()
  assert.deepEqual(said, [{ text: '@rita Ojo: aeroandes_reclamos es falsa, Aeroandes es @aeroandes.' }])
})

test('the badge of the Watch counts those that speak to customers now', async () => {
  const count = async () => (await owner.must<{ count: number }>('GET', '/look-alikes/urgent')).count
  await house.hear(post('21', 'aer0andes', '@caro ahora', 0, { at: Temporal.Now.instant().toString(), replyTo: '1' }))
  const urgent = (await list()).filter(({ state }) => state === 'urgent')
  assert.deepEqual([urgent.map(({ account }) => account.handle).includes('aer0andes'), await count()], [true, urgent.length])
  await owner.must('PUT', `/look-alikes/${urgent[0]!.id}/verdict`, { ruling: 'unrelated' })
  assert.equal(await count(), urgent.length - 1)
})
