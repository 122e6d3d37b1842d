import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import type { Json } from '../../src/domain/network-name.ts'
import { openMeasure } from '../../src/cli/manual/measure.ts'
import { NETWORKS } from '../../src/networks/all.ts'
import { approveUpdate, writeUpdate } from '../../src/pipeline/incident-update.ts'
import { ingest, type IngestNeeds } from '../../src/pipeline/ingest.ts'
import { tellIncident } from '../../src/pipeline/tell-incident.ts'
import { upsertAccount } from '../../src/storage/account-writes.ts'
import { listIncidentMembers, listIncidents } from '../../src/storage/incidents.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { insertMember } from '../../src/storage/members.ts'
import { openIncidentWatch, type IncidentWatch } from '../../src/watch/follow-incidents.ts'
import { openTestDatabase } from '../support/database.ts'
import { followIncidents } from '../support/follow-incidents.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post, type TestWorkspace } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const networks = new Map(NETWORKS.map((network) => [network.name as string, network]))
const now = () => Temporal.Instant.from('2026-11-20T18:00:00Z')
const MANUAL = `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, time zone: America/Bogota, languages: [es, it, pt, en], voice: { is: [claro] } }
words: { products: [Tarjeta Nube] }
`
let workspace: TestWorkspace
let needs: IngestNeeds & { networks: typeof networks; undoSeconds: number; now: typeof now; measure: typeof openMeasure }
let watch: IncidentWatch

beforeEach(async () => {
  workspace = await makeWorkspace(db)
  for (const network of ['bluesky', 'mastodon'] as const)
    await upsertAccount(db, {
      workspaceId: workspace.id,
      network,
      nativeId: '900',
      handle: 'aeroandes',
      name: 'Aeroandes',
      speaks: 'brand',
      state: 'connected',
    })
  await insertManualVersion(db, { workspaceId: workspace.id, memberId: null, text: MANUAL, note: null })
  needs = { ...(await ingestNeeds(db)), networks, undoSeconds: 10, now, measure: openMeasure }
  watch = openIncidentWatch(needs)
})

type Line = [who: string, network: string, text: string, more?: Record<string, Json>]
async function hear(lines: Line[], minute = 0): Promise<void> {
  const items = lines.map(([who, network, text, more = {}], n) => post(`${who}-${n}`, who, text, minute + n * 7, { network, ...more }))
  await ingest(needs, batchOfLines(workspace, items))
  await followIncidents(db, watch)
}
const found = async () => {
  const { items } = await listIncidents(db, workspace.id, 'open', { limit: 50 })
  return Promise.all(
    items.map(async ({ id, title, networks: on }) => ({
      id,
      title,
      networks: on,
      who: (await listIncidentMembers(db, id, 99)).map(({ personName }) => personName).toSorted(),
    })),
  )
}
/** Everybody's own matter, in their own words. */
const NOISE: Line[] = [
  ['n1', 'x', '@aeroandes ¿puedo llevar una guitarra en cabina?'],
  ['n2', 'bluesky', '@aeroandes grazie, personale gentilissimo ieri a bordo'],
  ['n3', 'mastodon', '@aeroandes quanto custa levar um cachorro pequeno?'],
  ['n4', 'x', '@aeroandes how do I change the name on my frequent flyer card?'],
  ['n5', 'mastodon', '@aeroandes ho perso una sciarpa blu sul volo di martedì'],
]
const NETWORKS_OF = ['bluesky', 'mastodon', 'x']

/** What is shared, each told in four languages on three networks. */
const CAUSES: Record<string, Line[]> = {
  'a flight': [
    ['es', 'x', '@aeroandes el vuelo AN431 no ha salido y nadie nos explica nada'],
    ['it', 'bluesky', '@aeroandes volo AN431 in ritardo di due ore, che succede?'],
    ['pt', 'mastodon', '@aeroandes o voo AN 431 continua parado, ninguém diz nada'],
    ['en', 'x', '@aeroandes flight AN431 still at the gate, this is a joke'],
  ],
  'an error code': [
    ['es', 'x', '@aeroandes la app me da error 5029 al pagar, no funciona'],
    ['it', 'bluesky', '@aeroandes errore 5029 quando pago il bagaglio, non funziona'],
    ['pt', 'mastodon', '@aeroandes erro 5029 ao pagar, o aplicativo não funciona'],
    ['en', 'x', '@aeroandes error 5029 at checkout, your app is not working'],
  ],
  'a batch of orders': [
    ['es', 'x', '@aeroandes el lote L4471 de sus bocadillos venía con moho'],
    ['it', 'bluesky', '@aeroandes il lotto L4471 dei panini aveva la muffa, che schifo'],
    ['pt', 'mastodon', '@aeroandes o lote L4471 das sanduíches tinha mofo'],
    ['en', 'x', '@aeroandes batch L4471 of your sandwiches was full of mould'],
  ],
  'a product': [
    ['es', 'x', '@aeroandes la Tarjeta Nube no funciona desde esta mañana'],
    ['it', 'bluesky', '@aeroandes la mia Tarjeta Nube non funziona, sono bloccato'],
    ['pt', 'mastodon', '@aeroandes a Tarjeta Nube não funciona em lado nenhum'],
    ['en', 'x', '@aeroandes Tarjeta Nube is not working anywhere today'],
  ],
  'a place': [
    ['es', 'x', '@aeroandes en Cartagena todos los mostradores sin luz, no se puede facturar'],
    ['it', 'bluesky', '@aeroandes qui a Cartagena senza luce da un’ora, nessuno ci aiuta'],
    ['pt', 'mastodon', '@aeroandes estamos em Cartagena sem luz e sem informação'],
    ['en', 'x', '@aeroandes power outage in Cartagena, nobody tells us anything'],
  ],
}

describe('one cause is one incident, over languages and networks', { concurrency: false }, () => {
  for (const [what, lines] of Object.entries(CAUSES))
    test(what, async () => {
      await hear([...NOISE, ...lines])
      const incidents = await found()
      assert.deepEqual(
        incidents.map(({ who, networks: on }) => [who, on.toSorted()]),
        [[['en', 'es', 'it', 'pt'], NETWORKS_OF]],
      )
    })
})

test('three on one flight stand beside two hundred without their app, and as visibly', async () => {
  const many = Array.from({ length: 200 }, (_, n): Line => [`m${n}`, 'x', `@aeroandes la app no funciona, no puedo entrar, intento ${n}`])
  await hear([...CAUSES['a flight']!.slice(0, 3), ...NOISE])
  await hear(
    many.map(([who, network, text]) => [who, network, text]),
    60,
  )
  const incidents = await found()
  assert.ok(
    incidents.some(({ title, who }) => title.includes('AN431') && who.length === 3),
    'the small one',
  )
  const { items } = await listIncidents(db, workspace.id, 'open', { limit: 50 })
  assert.ok(items.length > 1, 'both are in one list, each a line')
})

test('who complains later is told what is said now at once: in private where they wrote so, in their language', async () => {
  await hear(CAUSES['a flight']!.slice(0, 3))
  const [incident] = await found()
  const memberId = await insertMember(db, {
    homeId: workspace.id,
    userId: `u-${workspace.id}`,
    name: 'Diana',
    email: 'd@aeroandes.example',
    locale: 'es',
    role: 'supervisor',
  })
  const acting = { workspaceId: workspace.id, memberId }
  const texts = Object.entries({ es: 'Sale a las 20:30.', it: 'Parte alle 20:30.', pt: 'Sai às 20:30.', en: 'It leaves at 20:30.' }).map(
    ([language, text]) => ({ language, text, short: null }),
  )
  const updateId = await writeUpdate(needs, await openMeasure(), { ...acting, incidentId: incident!.id, texts, closes: false, afterwards: false })
  await approveUpdate(needs, { ...acting, updateId })
  await tellIncident(needs, incident!.id)
  await hear(
    [
      ['late-it', 'x', '@aeroandes anche io aspetto il volo AN431, è in ritardo e nessuno parla', { visibility: 'private' }],
      ['late-pt', 'mastodon', '@aeroandes o voo AN431 está atrasado, perdi a minha ligação', { visibility: 'private' }],
      ['late-en', 'bluesky', '@aeroandes my flight AN431 is delayed again, what is going on?'],
    ],
    90,
  )
  await tellIncident(needs, incident!.id)
  const told = await db
    .selectFrom('delivery')
    .innerJoin('message', 'message.id', 'delivery.message_id')
    .innerJoin('ticket', 'ticket.id', 'message.ticket_id')
    .select(['ticket.person_name', 'message.network', 'message.visibility', 'message.text'])
    .where('delivery.workspace_id', '=', workspace.id)
    .where('ticket.person_name', 'like', 'late-%')
    .orderBy('ticket.person_name')
    .execute()
  assert.deepEqual(
    told.map(({ person_name: who, network, visibility, text }) => [who, network, visibility, text]),
    [
      ['late-en', 'bluesky', 'public', 'It leaves at 20:30.'],
      ['late-it', 'x', 'private', 'Parte alle 20:30.'],
      ['late-pt', 'mastodon', 'private', 'Sai às 20:30.'],
    ],
  )
})
