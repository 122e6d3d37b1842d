import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as always, constantFrom, oneof, property, string } from 'fast-check'
import { foldQuoted } from '../../src/networks/email/fold.ts'

const OWN = 'Gracias, ya llegó la maleta.\n\nCarolina'
const quoted = (text: string) =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
const QUOTE = quoted('Hola Carolina:\n\n¿ha llegado?')
const PLAIN_QUOTE = 'Hola Carolina:\n\n¿ha llegado?'

/** What each program puts between an answer and what it quotes. */
const ATTRIBUTIONS: Record<string, string> = {
  'Gmail en': 'On Tue, Mar 3, 2026 at 10:04 AM Aeroandes <care@aeroandes.test> wrote:',
  'Gmail en, wrapped': 'On Tue, Mar 3, 2026 at 10:04 AM Aeroandes Customer Care Department\n<care@aeroandes.test> wrote:',
  'Gmail es': 'El mar, 3 mar 2026 a las 10:04, Aeroandes (<care@aeroandes.test>) escribió:',
  'Gmail es, wrapped': 'El mar, 3 mar 2026 a las 10:04, Aeroandes (<\ncare@aeroandes.test>) escribió:',
  'Gmail it': 'Il giorno mar 3 mar 2026 alle ore 10:04 Aeroandes <care@aeroandes.test> ha scritto:',
  'Gmail pt': 'Em ter., 3 de mar. de 2026 às 10:04, Aeroandes <care@aeroandes.test> escreveu:',
  'Gmail fr': 'Le mar. 3 mars 2026 à 10:04, Aeroandes <care@aeroandes.test> a écrit :',
  'Gmail de': 'Am Di., 3. März 2026 um 10:04 Uhr schrieb Aeroandes <care@aeroandes.test>:',
  'Apple Mail en': 'On 3 Mar 2026, at 10:04, Aeroandes <care@aeroandes.test> wrote:',
  'Apple Mail es': 'El 3 mar 2026, a las 10:04, Aeroandes <care@aeroandes.test> escribió:',
  'Apple Mail it': 'Il giorno 3 mar 2026, alle ore 10:04, Aeroandes <care@aeroandes.test> ha scritto:',
  'Apple Mail pt': 'No dia 3 de mar. de 2026, às 10:04, Aeroandes <care@aeroandes.test> escreveu:',
  'Apple Mail fr': 'Le 3 mars 2026 à 10:04, Aeroandes <care@aeroandes.test> a écrit :',
  'Apple Mail de': 'Am 03.03.2026 um 10:04 schrieb Aeroandes <care@aeroandes.test>:',
  'Thunderbird en': 'On 3/3/26 10:04, Aeroandes wrote:',
  'Thunderbird es': 'El 3/3/26 a las 10:04, Aeroandes escribió:',
  'Thunderbird it': 'Il 03/03/26 10:04, Aeroandes ha scritto:',
  'Thunderbird pt': 'Em 03/03/2026 10:04, Aeroandes escreveu:',
  'Thunderbird fr': 'Le 03/03/2026 à 10:04, Aeroandes a écrit :',
  'Thunderbird de': 'Am 03.03.26 um 10:04 schrieb Aeroandes:',
}

for (const [program, attribution] of Object.entries(ATTRIBUTIONS)) {
  test(`${program}: quote below, marked`, () => {
    assert.deepEqual(foldQuoted(`${OWN}\n\n${attribution}\n\n${QUOTE}\n`), { text: OWN, folded: `${attribution}\n\n${QUOTE}` })
  })
  test(`${program}: quote below, unmarked`, () => {
    assert.deepEqual(foldQuoted(`${OWN}\n\n${attribution}\n\n${PLAIN_QUOTE}`), { text: OWN, folded: `${attribution}\n\n${PLAIN_QUOTE}` })
  })
  test(`${program}: quote above`, () => {
    assert.deepEqual(foldQuoted(`${attribution}\n${QUOTE}\n\n${OWN}`), { text: OWN, folded: `${attribution}\n${QUOTE}` })
  })
}

const OUTLOOK: Record<string, string> = {
  en: 'From: Aeroandes <care@aeroandes.test>\nSent: Tuesday, March 3, 2026 10:04 AM\nTo: Carolina M. <c@example.test>\nSubject: Baggage',
  es: 'De: Aeroandes <care@aeroandes.test>\nEnviado: martes, 3 de marzo de 2026 10:04\nPara: Carolina M. <c@example.test>\nAsunto: Maleta',
  it: 'Da: Aeroandes <care@aeroandes.test>\nInviato: martedì 3 marzo 2026 10:04\nA: Carolina M. <c@example.test>\nOggetto: Bagaglio',
  pt: 'De: Aeroandes <care@aeroandes.test>\nEnviado: terça-feira, 3 de março de 2026 10:04\nPara: Carolina M. <c@example.test>\nAssunto: Mala',
  fr: 'De : Aeroandes <care@aeroandes.test>\nEnvoyé : mardi 3 mars 2026 10:04\nÀ : Carolina M. <c@example.test>\nObjet : Bagage',
  de: 'Von: Aeroandes <care@aeroandes.test>\nGesendet: Dienstag, 3. März 2026 10:04\nAn: Carolina M. <c@example.test>\nBetreff: Koffer',
}
const ORIGINALS: Record<string, string> = {
  en: '-----Original Message-----',
  es: '-----Mensaje original-----',
  it: '-----Messaggio originale-----',
  pt: '-----Mensagem original-----',
  fr: "-----Message d'origine-----",
  de: '-----Ursprüngliche Nachricht-----',
}
for (const [language, block] of Object.entries(OUTLOOK)) {
  test(`Outlook ${language}: header block`, () => {
    assert.deepEqual(foldQuoted(`${OWN}\n\n${block}\n\n${PLAIN_QUOTE}`), { text: OWN, folded: `${block}\n\n${PLAIN_QUOTE}` })
  })
  test(`Outlook ${language}: line above the original`, () => {
    const original = `${ORIGINALS[language]}\n${block}\n\n${PLAIN_QUOTE}`
    assert.deepEqual(foldQuoted(`${OWN}\n\n${original}`), { text: OWN, folded: original })
  })
}

test('a signature stays, above the quote and below it', () => {
  const signed = `${OWN}\n-- \nEnviado desde mi teléfono`
  assert.equal(foldQuoted(`${signed}\n\n${ATTRIBUTIONS['Gmail es']}\n${QUOTE}`).text, signed)
  assert.deepEqual(foldQuoted(`${OWN}\n\n${QUOTE}\n\n-- \nCarolina M.`), { text: `${OWN}\n-- \nCarolina M.`, folded: QUOTE })
})

test('answers between quoted lines stay with them', () => {
  const interleaved = `> ¿Vuelo?\n\nAA 77\n\n> ¿Asiento?\n\n12C`
  assert.deepEqual(foldQuoted(interleaved), { text: interleaved, folded: null })
})

test('a mail that is nothing but quote stays as it is', () => {
  const nothing = `${ATTRIBUTIONS['Gmail es']}\n${QUOTE}`
  assert.deepEqual(foldQuoted(nothing), { text: nothing, folded: null })
})

test('ordinary words that look like a separator do not fold', () => {
  for (const words of [
    'On Monday 3 my bag was lost. My wife wrote: nothing.',
    'De: Lima a Bogotá\nPara: dos personas',
    'El 3 de marzo perdí la maleta:\n- roja\n- azul',
    'From: my heart',
  ])
    assert.deepEqual(foldQuoted(words), { text: words, folded: null })
})

test('a forwarded mail is what was said', () => {
  const forwarded = 'Miren esto\n\n---------- Forwarded message ---------\nLes reenvío la respuesta'
  assert.equal(foldQuoted(forwarded).text, forwarded)
})

test('no word is lost, whatever the mail', () => {
  const piece = oneof(
    string(),
    constantFrom(...Object.values(ATTRIBUTIONS), ...Object.values(OUTLOOK), ...Object.values(ORIGINALS), QUOTE, OWN, '-- ', '>', ''),
  )
  always(
    property(array(piece, { maxLength: 12 }), (pieces) => {
      const body = pieces.join('\n')
      const { text, folded } = foldQuoted(body)
      const words = (of: string) => of.split(/\s+/).filter(Boolean).sort().join(' ')
      assert.equal(words(`${text}\n${folded ?? ''}`), words(body))
    }),
  )
})

test('a hostile mail of a hundred thousand lines takes no more than two seconds of the processor', () => {
  for (const hostile of [
    'On 3 of March at 10 somebody\n'.repeat(100_000),
    `On 1${' a'.repeat(200_000)}`,
    '> \n'.repeat(100_000),
    'From: a\n'.repeat(100_000),
  ]) {
    const started = process.cpuUsage()
    foldQuoted(hostile)
    const spent = process.cpuUsage(started).user / 1000
    assert.ok(spent < 2000, `${hostile.slice(0, 20)}: ${spent} ms`)
  }
})
