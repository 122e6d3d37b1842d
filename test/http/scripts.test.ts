import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Scripts } from '../../src/http/contract/manual.ts'
import type { Ticket, TicketRow } from '../../src/http/contract/tickets.ts'
import { openHouse } from '../support/house.ts'
import { post } from '../support/workspace.ts'

const house = await openHouse()
const { agent } = house.people

const MANUAL = `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand:
  name: Aeroandes
  timeZone: America/Bogota
  languages: [es, en]
  voice: { is: [claro] }
accounts:
  aeroandes: { network: x, handle: aeroandes }
departments:
  equipajes: { does: Maletas, duty: [{ who: ana, hours: always }], escalation: [{ call: ana, delay: 0m, by: email }] }
people:
  ana: { name: Ana R., role: supervisor, email: ana@aeroandes.example }
topics:
  maleta: [maleta, bag]
rules:
  - rule: maletas
    when: { topic: maleta }
    then: { department: equipajes, script: maleta perdida, gesture: { give: un pase a la sala, upTo: 30 EUR }, remedyLimit: 200 EUR }
otherwise: { department: equipajes }
scripts:
  saludo:
    use: Al empezar
    texts:
      - { language: es, text: 'Hola, {nombre}. Soy {agente}, de {marca}.' }
      - { language: en, text: 'Hello {name}. I am {agent}.' }
  maleta perdida:
    use: Cuando no llega la maleta
    steps: [Pedir perdón, Preguntar a bodega, Decir cuándo]
    texts:
      - { language: es, text: 'Buscamos {número}, le escribimos a las {hora}.' }
      - { language: es, tone: rude, text: 'Entendemos el enfado: buscamos {número}.' }
      - { language: en, text: 'We are looking for {number}, we write at {time}.' }
  carta:
    use: Solo por correo
    networks: email
    texts:
      - { language: es, text: 'Estimada persona' }
      - { language: en, text: 'Dear person' }
`

const { body: published } = await house.people.owner.browser.ask('POST', '/manual/publish', { text: MANUAL, over: null })
assert.deepEqual(published, { number: 1 })
await house.hear(
  post('s1', 'caro', '@aeroandes mi maleta no llegó, vuelo AV123', 1),
  post('s2', 'rodo', '@aeroandes su servicio es una mierda, perdieron mi maleta', 2),
  post('s3', 'mary', '@aeroandes good morning, where is my bag? I have been waiting for it since yesterday', 3),
  post('s4', 'caro', 'es mi maleta de la reserva KQ7L2M, vuelo AV777', 4, { visibility: 'private', thread: 'dm-caro' }),
)

const rows = (await agent.browser.must<{ items: TicketRow[] }>('GET', '/tickets?view=all')).items
const idOf = (handle: string) => rows.find(({ person }) => person.handle === handle)!.id

async function offered(handle: string, visibility = 'public', network = 'x'): Promise<Scripts['items']> {
  const { items } = await agent.browser.must<Scripts>('GET', `/tickets/${idOf(handle)}/scripts?network=${network}&visibility=${visibility}&handle=aeroandes`)
  return items
}

test('what fits is offered in their language, the one that the manual proposes first, with its steps', async () => {
  const [first, second, ...others] = await offered('caro')
  assert.deepEqual([first?.name, first?.proposed, first?.language], ['maleta perdida', true, 'es'])
  assert.deepEqual(first?.steps, ['Pedir perdón', 'Preguntar a bodega', 'Decir cuándo'])
  assert.deepEqual([second?.name, second?.proposed, others.length], ['saludo', false, 0])
  assert.equal((await offered('mary')).find(({ name }) => name === 'saludo')?.text, 'Hello mary. I am The agent.')
})

test('what is known is filled in; what isn’t stays open and says what it may be', async () => {
  const [bag, greeting] = await offered('caro')
  assert.equal(greeting?.text, 'Hola, caro. Soy The agent, de Aeroandes.')
  assert.deepEqual(greeting?.open, [])
  assert.match(bag!.text, /AV123, le escribimos a las \{hora\}\.$/)
  assert.deepEqual(bag?.open, [{ written: 'hora', offers: [] }])
})

test('what was said in private is never filled into a public answer, nor offered for it', async () => {
  const [open] = await offered('caro')
  assert.ok(!JSON.stringify(open).includes('AV777'))
  const [closed] = await offered('caro', 'private')
  const number = closed?.open.find(({ written }) => written === 'número')
  assert.ok(number?.offers.includes('AV123') && number.offers.includes('AV777'), JSON.stringify(closed))
})

test('the text for their tone is taken, and scripts of other networks are left out', async () => {
  assert.match((await offered('rodo'))[0]!.text, /^Entendemos el enfado/)
  assert.ok((await offered('rodo', 'private', 'email')).some(({ name }) => name === 'carta'))
})

test('what the manual lets be given unasked, and promised, stands on the ticket that is answered', async () => {
  const { allows } = await agent.browser.must<Ticket>('GET', `/tickets/${idOf('caro')}`)
  assert.deepEqual(allows, { gesture: { give: 'un pase a la sala', upTo: { amount: 30, currency: 'EUR' } }, remedyLimit: { amount: 200, currency: 'EUR' } })
  await house.hear(post('s9', 'sol', '@aeroandes ¿a qué hora abre el mostrador de Cali?', 9))
  const { items } = await agent.browser.must<{ items: TicketRow[] }>('GET', '/tickets?view=all')
  const other = items.find(({ person }) => person.handle === 'sol')!
  assert.deepEqual((await agent.browser.must<Ticket>('GET', `/tickets/${other.id}`)).allows, { gesture: null, remedyLimit: null })
})

test('before a manual there are no scripts', async () => {
  await house.db.updateTable('workspace').set({ manual_version_id: null }).where('id', '=', house.id).execute()
  assert.deepEqual(await offered('caro'), [])
})
