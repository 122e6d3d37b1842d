import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { manual } from '../../src/cli/manual.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import type { Simulated } from '../../src/pipeline/simulate-manual.ts'
import { openTestDatabase } from '../support/database.ts'
import { plazaOn } from '../support/plaza.ts'
import { sampleText } from '../support/manual.ts'
import { putInForce, SMALL_MANUAL } from '../support/small-manual.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post } from '../support/workspace.ts'

const database = await openTestDatabase(2)
const { db } = database
const { plaza, folder } = plazaOn(database.url)
const workspace = await makeWorkspace(db)
const needs = await ingestNeeds(db)

const MANUAL = `${SMALL_MANUAL}otherwise: { department: equipajes }\n`
const RULE_LINE = MANUAL.slice(0, MANUAL.indexOf('- rule:')).split('\n').length
const OTHER = MANUAL.replace('then: { department: taller', 'then: { department: equipajes')

/** In the last hour, so that any «since» holds it. */
const at = (minutes: number) => Temporal.Now.instant().subtract({ minutes }).toString()

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

await putInForce(db, workspace.id, MANUAL)
await ingest(
  needs,
  batchOfLines(
    workspace,
    [
      post('1', 'caro', '@aeroandes el aire de la cabina no funcionaba', 0, { at: at(50) }),
      post('2', 'nico', '@aeroandes ¿dónde está mi maleta?', 0, { at: at(40) }),
      post('3', 'rosa', '@aeroandes otra vez sin aire en la cabina', 0, { at: at(30) }),
      post('4', 'luis', '@aeroandes la cabina sin aire, hace meses', 0, { at: at(60 * 24 * 90) }),
    ],
    workspace.accounts.x,
  ),
)

async function numberOf(who: string): Promise<number> {
  const { number } = await db
    .selectFrom('ticket')
    .select('number')
    .where('workspace_id', '=', workspace.id)
    .where('person_handle', '=', who)
    .executeTakeFirstOrThrow()
  return number
}

test('plaza manual simulate says what would go otherwise, from what to what, on which tickets', async () => {
  const { code, out, err } = await plaza(['manual', 'simulate', file('other.yaml', OTHER), '--since', '30d', '--json'])
  assert.equal(code, 0, err)
  const { version, messages, changed, ways } = JSON.parse(out) as Simulated
  assert.deepEqual([version, messages, changed], [1, 3, 2])
  assert.deepEqual(ways, [{ act: 'department', before: 'taller', after: 'equipajes', count: 2, tickets: [await numberOf('caro'), await numberOf('rosa')] }])
})

test('plaza manual simulate reaches as far back as it is told, and changes nothing', async () => {
  const { out } = await plaza(['manual', 'simulate', file('other.yaml', OTHER), '--since', '100d'])
  assert.match(
    out,
    /^3 of 4 messages of the last 100d would go otherwise than by version 1\.\n {2}department: taller → equipajes, 3 times, tickets #\d+ #\d+ #\d+\n$/,
  )
  const same = await plaza(['manual', 'simulate', file('same.yaml', MANUAL), '--since', '12h'])
  assert.equal(same.out, '0 of 3 messages of the last 12h would go otherwise than by version 1.\n')
  const departments = await db.selectFrom('ticket').select('department').where('workspace_id', '=', workspace.id).where('department', '=', 'taller').execute()
  assert.equal(departments.length, 3)
})

test('plaza manual simulate tells in JSON, too, what a file could not decide with', async () => {
  const { code, out } = await plaza(['manual', 'simulate', file('region.yaml', MANUAL.replace("'09:00-17:00' }", "'09:00-17:00' }, holidays: UK")), '--json'])
  const { findings } = JSON.parse(out) as { findings: { code: string }[] }
  assert.deepEqual([code, findings.map((one) => one.code)], [1, ['does-not-load']])
})

test('plaza manual explain says what was decided, by which rule of which version, and why', async () => {
  const { code, out } = await plaza(['manual', 'explain', `#${await numberOf('caro')}`])
  assert.equal((await plaza(['manual', 'explain', `T-${await numberOf('caro')}`])).out, out)
  assert.equal(code, 0)
  assert.match(out, /department: taller\n/)
  assert.ok(out.endsWith(`by version 1, line ${RULE_LINE}: «aire en cabina», because topic is cabina. It gave department, need, labels.\n`), out)
  const urgent = post('5', 'elsa', '@aeroandes el apocalipsis: mi hijo con asma se ahoga, ayuda urgente', 0, { at: at(2) })
  await ingest(needs, batchOfLines(workspace, [urgent], workspace.accounts.x))
  const kept = await plaza(['manual', 'explain', String(await numberOf('elsa'))])
  assert.match(kept.out, /«off limits religion», because .*\. It gave nothing\. Danger is never left\.\n/)
  const absent = await plaza(['manual', 'explain', '999999'])
  assert.equal(absent.code, 1)
  assert.match(absent.err, /no ticket 999999/)
})

test('plaza manual publish puts a file in force, and refuses one with errors by line', async () => {
  const good = await plaza(['manual', 'publish', file('good.yaml', sampleText('telecom')), '--note', 'from the office'])
  assert.deepEqual([good.code, good.out], [0, 'Version 2 is in force.\n'])
  const path = file('bad.yaml', sampleText('telecom').replace('script: engineer', 'script: enginer'))
  const bad = await plaza(['manual', 'publish', path])
  assert.equal(bad.code, 1)
  assert.match(bad.out, /bad\.yaml:\d+:\d+: error: The manual has no script «enginer»\./)
  const versions = await db.selectFrom('manual_version').select(['number', 'note', 'text']).where('workspace_id', '=', workspace.id).orderBy('number').execute()
  assert.deepEqual(
    versions.map(({ number, note }) => [number, note]),
    [
      [1, null],
      [2, 'from the office'],
    ],
  )
})

test('plaza manual says what it did not understand of since and ticket', async () => {
  for (const args of [['simulate', file('x.yaml', MANUAL), '--since', 'ever'], ['explain'], ['explain', 'abc'], ['publish']])
    await assert.rejects(manual.run(args), { kind: 'invalid', code: 'usage' }, args.join(' '))
})
