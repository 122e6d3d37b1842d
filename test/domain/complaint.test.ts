import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as hold, integer, property, uint8Array } from 'fast-check'
import { CODE_BYTES, makeComplaintCode, readComplaintCode } from '../../src/domain/legal/complaint-code.ts'
import { complaintState, missedItsDay } from '../../src/domain/legal/complaint.ts'
import { lawFor, legalZone, regionFor } from '../../src/domain/legal/law-for.ts'
import { workingDaysBetween } from '../../src/domain/legal/legal-due.ts'
import { SPAIN } from '../../src/domain/legal/spain.ts'
import { receiptLanguage, receiptText } from '../../src/domain/legal/receipt-text.ts'

const at = (text: string) => Temporal.Instant.from(text)
const day = (text: string) => Temporal.PlainDate.from(text)
const bytes = uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES })

test('a code is read back however it is written, and one wrong symbol or two that changed places are found', () => {
  hold(
    property(bytes, integer({ min: 0, max: 15 }), integer({ min: 0, max: 14 }), (random, wrong, swapped) => {
      const code = makeComplaintCode(random)
      if (code === null) return
      assert.match(code, /^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){3}$/)
      const plain = [...code.replaceAll('-', '')]
      assert.equal(readComplaintCode(` ${plain.join('').toLowerCase()} `), code)
      const other = plain[wrong] === 'Z' ? '2' : 'Z'
      assert.equal(readComplaintCode(plain.with(wrong, other).join('')), null)
      const [one, next] = [plain[swapped]!, plain[swapped + 1]!]
      if (one !== next)
        assert.equal(
          readComplaintCode(
            plain
              .with(swapped, next)
              .with(swapped + 1, one)
              .join(''),
          ),
          null,
        )
    }),
  )
  assert.equal(readComplaintCode('0000-0000-0000-0000'), null)
  assert.equal(makeComplaintCode(new Uint8Array(CODE_BYTES).fill(255)), null, 'bytes that would favour some symbols are not used')
})

test('a complaint is open until its last minute is over, then late; answered, it keeps that it missed its day', () => {
  const times = { dueAt: at('2026-05-06T21:59:00Z'), answeredAt: null, closedAt: null }
  const states = (now: string) => [complaintState(times, at(now)), missedItsDay(times, at(now))]
  assert.deepEqual(states('2026-05-06T21:59:59Z'), ['open', false])
  assert.deepEqual(states('2026-05-06T22:00:00Z'), ['late', true])
  const answered = { ...times, answeredAt: at('2026-05-07T08:00:00Z') }
  assert.deepEqual([complaintState(answered, at('2027-01-01T00:00:00Z')), missedItsDay(answered, at('2027-01-01T00:00:00Z'))], ['answered', true])
  const inTime = { ...answered, answeredAt: at('2026-05-01T08:00:00Z'), closedAt: at('2026-05-02T08:00:00Z') }
  assert.deepEqual([complaintState(inTime, at('2027-01-01T00:00:00Z')), missedItsDay(inTime, at('2027-01-01T00:00:00Z'))], ['closed', false])
})

test('a brand’s law is that of the holidays it keeps, else that of its clock, else nobody’s guess', () => {
  assert.deepEqual(lawFor({ holidays: ['ES-MD', 'PT'], zone: 'Europe/Lisbon' }), { law: 'es-ley-10-2025', region: 'MD' })
  assert.deepEqual(lawFor({ holidays: ['CO'], zone: 'Europe/Lisbon' }), { law: 'pt-livro-de-reclamacoes', region: null })
  assert.deepEqual(lawFor({ holidays: [], zone: 'Atlantic/Canary' }), { law: 'es-ley-10-2025', region: 'CN' })
  assert.equal(lawFor({ holidays: ['CO'], zone: 'America/Bogota' }), null)
  assert.deepEqual(lawFor({ holidays: ['ES', 'ES-MD'], zone: 'Europe/Madrid' }), { law: 'es-ley-10-2025', region: 'MD' })
  assert.equal(regionFor(SPAIN, { holidays: ['PT', 'ES-MD'], zone: 'Europe/Lisbon' }), 'MD', 'by its own holidays, whatever the first are')
  assert.equal(regionFor(SPAIN, { holidays: ['ES'], zone: 'Atlantic/Canary' }), null)
  assert.equal(legalZone(SPAIN, 'CN'), 'Atlantic/Canary')
  assert.equal(legalZone(SPAIN, 'MD'), 'Europe/Madrid')
})

test('working days pass without weekends and holidays, the first day aside', () => {
  const holidays = new Set(['2026-05-01'])
  assert.equal(workingDaysBetween(day('2026-04-30'), day('2026-05-04'), holidays), 1)
  assert.equal(workingDaysBetween(day('2026-04-30'), day('2026-04-30'), holidays), 0)
  assert.equal(workingDaysBetween(day('2026-05-04'), day('2026-04-30'), holidays), 0)
})

test('in public a receipt tells the code and where to follow it; in private the day and the right to a person too', () => {
  const facts = { code: '7KQM-2XWP-HT4D-RB9C', dueOn: day('2027-01-21'), owes: SPAIN.owes }
  for (const [language, date] of [
    ['es', '21 de enero de 2027'],
    ['it', '21 gennaio 2027'],
    ['pt', '21 de janeiro de 2027'],
    ['en', '21 January 2027'],
  ] as const) {
    const [open, aside] = [receiptText(facts, language, 'public'), receiptText(facts, language, 'private')]
    assert.ok(open.includes(facts.code) && !open.includes('2027'), open)
    assert.ok(aside.includes(facts.code) && aside.includes(date), aside)
    assert.ok(open.length <= 200, 'fits wherever people post')
    assert.ok(aside.length > receiptText({ ...facts, owes: ['answer'] }, language, 'private').length, 'a person is only promised where the law owes one')
  }
  for (const [dueOn, words] of [
    ['2027-01-08', 'entro l’8 gennaio'],
    ['2027-01-11', 'entro l’11 gennaio'],
    ['2027-01-18', 'entro il 18 gennaio'],
  ] as const)
    assert.ok(receiptText({ ...facts, dueOn: day(dueOn) }, 'it', 'private').includes(words), words)
  assert.equal(receiptLanguage('pt-BR', SPAIN), 'pt')
  assert.equal(receiptLanguage('ca', SPAIN), 'es')
  assert.equal(receiptLanguage('toString', SPAIN), 'es')
})
