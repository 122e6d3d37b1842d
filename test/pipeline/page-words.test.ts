import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pageWords } from '../../src/pipeline/page/words.ts'
import type { CallToMake } from '../../src/storage/page-calls.ts'

const CALL: CallToMake = {
  id: '1',
  pageId: '1',
  step: 0,
  by: 'e-mail',
  agent: 'nora',
  standsIn: false,
  state: 'due',
  attempts: 0,
  repeats: 0,
  needed: true,
  rehearsal: false,
  workspace: { id: '1', name: 'Aeroandes' },
  member: { id: '1', name: 'Camilo', email: 'camilo@aeroandes.example', locale: 'es' },
  callee: 'supervisor',
  cause: 'limit',
  tells: null,
  beganAt: Temporal.Instant.from('2026-11-20T14:00:00Z'),
  ticket: {
    id: '7',
    number: 7,
    personName: 'Ana',
    personHandle: 'ana',
    network: 'x',
    visibility: 'public',
    snippet: 'hay humo',
    marks: [],
    department: null,
  },
}

const title = (locale: string, callee: string) => pageWords({ ...CALL, callee, member: { ...CALL.member, locale } }, 'https://plaza.test').title

test('a page speaks to the one whom it calls, and says a role in their language', () => {
  assert.deepEqual(
    ['es', 'it', 'pt', 'en'].map((locale) => title(locale, 'executive')),
    ['T-7 te necesita ahora (directivo)', 'T-7 ha bisogno di te adesso (dirigente)', 'T-7 precisa de você agora (executivo)', 'T-7 needs you now (executive)'],
  )
})

test('what the manual has a name for is called by that name in every language', () => {
  for (const locale of ['es', 'it', 'pt', 'en']) assert.match(title(locale, 'operaciones'), /\(operaciones\)$/)
})
