import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { complaints } from '../../src/cli/complaints.ts'
import { checkProof } from '../../src/pipeline/check-proof.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { openComplaint } from '../../src/pipeline/open-complaint.ts'
import { PROOF_FORMATS, proveComplaints, type ProofFormat } from '../../src/pipeline/prove-complaints.ts'
import { openChain } from '../../src/platform/seal-lines.ts'
import { openSeal } from '../../src/platform/seal.ts'
import { openTestDatabase } from '../support/database.ts'
import { plazaOn } from '../support/plaza.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post } from '../support/workspace.ts'

const { db, url } = await openTestDatabase(2)
const { plaza, folder } = plazaOn(url)
const workspace = await makeWorkspace(db)
const seal = await openSeal('7'.repeat(64), folder)
const people = ['caro', 'nico', 'rosa', 'luis']
await ingest(
  await ingestNeeds(db),
  batchOfLines(
    workspace,
    people.map((who, n) => post(who, who, '@aeroandes reclamo por el vuelo perdido', n, { at: '2026-04-14T16:00:00Z' })),
    workspace.accounts.x,
  ),
)
for (const { id: ticketId } of await db.selectFrom('ticket').select('id').orderBy('id').execute())
  await openComplaint(
    { db, now: () => Temporal.Instant.from('2026-04-15T08:00:00Z') },
    { workspaceId: workspace.id, ticketId, messageId: null, memberId: null, law: 'es-ley-10-2025', region: 'AR', humanAsked: true },
  )

async function linesIn(format: ProofFormat): Promise<string[]> {
  const pages = await Array.fromAsync(proveComplaints({ db, now: () => Temporal.Instant.from('2026-06-01T08:00:00Z'), seal }, workspace.id, format))
  return pages.join('').trimEnd().split('\n')
}

async function faultOf(lines: readonly string[]): Promise<unknown> {
  const found = await checkProof(Readable.from(lines))
  return 'code' in found ? ('line' in found ? [found.code, found.line] : found.code) : null
}

test('a line says what became of a complaint, by which days and by which reading of the law', async () => {
  const [line] = await linesIn('jsonl')
  const { hash, code, ticket, sources, ...proof } = JSON.parse(line!) as Record<string, unknown> & { sources: { url: string; read: string }[] }
  assert.match(String(hash), /^[0-9a-f]{64}$/)
  assert.match(String(code), /^\w{4}-\w{4}-\w{4}-\w{4}$/)
  assert.ok([1, 2, 3, 4].includes(Number(ticket)))
  assert.ok(sources.length > 0 && sources.every(({ url, read }) => url && read))
  assert.deepEqual(proof, {
    state: 'late',
    missed: true,
    law: 'es-ley-10-2025',
    title: 'Ley 10/2025, de 26 de diciembre, por la que se regulan los servicios de atención a la clientela',
    country: 'ES',
    region: 'AR',
    zone: 'Europe/Madrid',
    receivedAt: '2026-04-14T16:00:00Z',
    openedAt: '2026-04-15T08:00:00Z',
    openedBy: 'rule',
    language: 'es',
    humanAsked: true,
    receiptSentAt: null,
    workingDays: 15,
    holidaysSkipped: ['2026-04-23', '2026-05-01'],
    dueOn: '2026-05-07',
    answeredAt: null,
    workingDaysTaken: null,
    closedAt: null,
  })
})

for (const format of PROOF_FORMATS) {
  const first = format === 'csv' ? 1 : 0

  test(`${format}: as it was written it is whole, signed by the same key each time`, async () => {
    const lines = await linesIn(format)
    assert.equal(lines.length, first + people.length + 1)
    const { publicKey } = openChain('complaints', seal.keyFor('complaints')).end()
    assert.deepEqual(await checkProof(Readable.from(lines)), { about: 'complaints', lines: 4, publicKey })
  })

  test(`${format}: whatever was changed, left out, put in or put elsewhere shows`, async () => {
    const lines = await linesIn(format)
    const [second, end] = [first + 1, lines.length - 1]
    assert.deepEqual(await faultOf(lines.with(second, lines[second]!.replace('2026-05-07', '2026-05-17'))), ['line-changed', 2])
    assert.deepEqual(await faultOf(lines.toSpliced(second, 1)), ['line-changed', 2])
    assert.deepEqual(await faultOf(lines.toSpliced(second, 0, lines[second]!)), ['line-changed', 3])
    assert.equal(await faultOf(lines.toSpliced(end - 1, 1)), 'lines-missing')
    assert.equal(await faultOf(lines.slice(0, end)), 'no-end')
    assert.equal(await faultOf([...lines, lines[second]!]), 'after-the-end')
    const forged = lines[end]!.replace(/[\w-]{86}/, (signature) => (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1))
    assert.equal(await faultOf(lines.with(end, forged)), 'signature-wrong')
    if (first) assert.deepEqual(await faultOf(lines.with(0, lines[0]!.replace('dueOn,answeredAt', 'answeredAt,dueOn'))), ['line-changed', 1])
  })
}

test('the command writes what it finds to be as it was written, and nothing that was changed', async () => {
  const path = join(folder, 'complaints.csv')
  const { code, err } = await plaza(['complaints', 'export', path, '--format', 'csv'])
  assert.equal(code, 0, err)
  const whole = await plaza(['complaints', 'check', path])
  assert.match(whole.out, /^As it was written: 4 lines about complaints, signed by the key [\w-]{43}\.\n$/)
  writeFileSync(path, readFileSync(path, 'utf8').replace('2026-05-07', '2026-05-17'))
  const changed = await plaza(['complaints', 'check', path])
  assert.deepEqual([whole.code, changed.code, changed.out], [0, 1, 'Not as it was written: line-changed, line 1.\n'])
})

test('words that are quoted may hold a line separator of their own', async () => {
  const path = join(folder, 'evidence.jsonl')
  const chain = openChain('look-alikes', seal.keyFor('look-alikes'))
  const text = JSON.stringify({ said: 'Somos\u2028Aeroandes' })
  const lines = [`${text.slice(0, -1)},"hash":"${chain.link(text)}"}`, JSON.stringify(chain.end())]
  for (const end of ['\n', '\r\n']) {
    writeFileSync(path, lines.join(end))
    const { code, out } = await plaza(['complaints', 'check', path])
    assert.deepEqual([code, out.startsWith('As it was written: 1 lines about look-alikes')], [0, true])
  }
})

test('what is no command of it is told so', async () => {
  for (const args of [[], ['print'], ['check'], ['export', 'a', 'b'], ['export', '--format', 'xml']])
    await assert.rejects(async () => complaints.run(args), { code: 'usage' }, args.join(' '))
})
