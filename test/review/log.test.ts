import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openLog } from '../../src/platform/log.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { openTestDatabase } from '../support/database.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post } from '../support/workspace.ts'

const { db } = await openTestDatabase()
const workspace = await makeWorkspace(db)

/** All that a log writes while something happens. */
async function written(act: (log: ReturnType<typeof openLog>) => unknown): Promise<string> {
  const lines: string[] = []
  await act(openLog('trace', { write: (line) => void lines.push(line) }))
  assert.ok(lines.length > 0)
  return lines.join('')
}

test('what the database says of a row it refused does not reach the log', async () => {
  await sql`alter table message add constraint no_secrets check (text <> 'my card is 4111')`.execute(db)
  const needs = await ingestNeeds(db)
  const said = await written((log) =>
    ingest({ ...needs, log }, batchOfLines(workspace, [post('1', 'rosa', 'hello', 0), post('2', 'carolina', 'my card is 4111', 1)], workspace.accounts.x)),
  )
  assert.doesNotMatch(said, /4111|carolina|rosa/)
  assert.match(said, /no_secrets/, 'which rule it broke is told')
})

test('what libraries hang on their errors does not reach the log', async () => {
  const error = Object.assign(new Error('Can\'t send mail: 550 <carolina@cliente.example> unknown; see "my card is 4111"'), {
    code: 'EENVELOPE',
    response: '550 carolina@cliente.example',
    rejected: ['carolina@cliente.example'],
    request: { headers: { authorization: 'Bearer 0123456789' } },
    cause: Object.assign(new Error('rosa@cliente.example'), { data: 'my card is 4111' }),
  })
  const said = await written((log) => log.error({ err: error }, 'could not send'))
  assert.doesNotMatch(said, /4111|carolina|rosa|0123456789/)
  assert.match(said, /EENVELOPE/)
  assert.match(said, /log\.test\.ts/, 'where it happened is told')
})

test('what a parser quotes of what it read does not reach the log', async () => {
  const broken = () => {
    try {
      return JSON.parse('carolina')
    } catch (error) {
      return error
    }
  }
  assert.doesNotMatch(await written((log) => log.error({ err: broken() }, 'unreadable')), /carolina/)
})
