import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Entity } from '../../src/domain/meaning.ts'
import type { BrandWords } from '../../src/understanding/brand-words.ts'
import { compileBrand } from '../../src/understanding/compile-brand.ts'
import { findEntities } from '../../src/understanding/entities/find-entities.ts'
import { mask } from '../../src/understanding/mask.ts'

function find(text: string, country: string | null = null, brand: BrandWords = {}): Entity[] {
  return findEntities(text, { country, brand: compileBrand(brand) })
}

function told(text: string, country: string | null = null, brand: BrandWords = {}): string[] {
  return find(text, country, brand).map(({ kind, scheme, value }) => `${kind}${scheme ? ` ${scheme}` : ''} ${value}`)
}

/** One that holds and one with a wrong check digit or letter, as people write them. */
const IDS: [scheme: string, valid: string, canonical: string, wrong: string, country: string][] = [
  ['dni', '12.345.678-Z', '12345678Z', '12.345.678-A', 'ES'],
  ['nie', 'X1234567L', 'X1234567L', 'X1234567M', 'ES'],
  ['codice-fiscale', 'RSSMRA85T10A562S', 'RSSMRA85T10A562S', 'RSSMRA85T10A562T', 'IT'],
  ['cpf', '529.982.247-25', '52998224725', '529.982.247-26', 'BR'],
  ['cnpj', '11.222.333/0001-81', '11222333000181', '11.222.333/0001-82', 'BR'],
  ['nif', 'NIF 123456789', '123456789', 'NIF 123456780', 'PT'],
  ['cuit', '20-12345678-6', '20123456786', '20-12345678-7', 'AR'],
  ['rut', '12.345.678-5', '123456785', '12.345.678-4', 'CL'],
  ['curp', 'HEGG560427MVZRRL04', 'HEGG560427MVZRRL04', 'HEGG560427MVZRRL05', 'MX'],
]

for (const [scheme, valid, canonical, wrong, country] of IDS)
  test(`${scheme}: its check is done`, () => {
    const ids = (text: string) => told(text, country).filter((entity) => entity.startsWith('national-id'))
    assert.deepEqual(ids(`hola, ${valid}, gracias`), [`national-id ${scheme} ${canonical}`])
    assert.deepEqual(ids(`hola, ${wrong}, gracias`), [])
  })

test('a card needs its Luhn digit and a known beginning', () => {
  assert.deepEqual(told('4111 1111 1111 1111'), ['card 4111111111111111'])
  assert.deepEqual(told('4111-1111-1111-1112'), [])
  assert.deepEqual(told('9111111111111110'), [])
})

test('a card and an IBAN are found however their groups are set apart, and whatever number or code stands beside them', () => {
  for (const between of [' ', '\u00a0', '  ', '-', '–', '\n', ''])
    assert.deepEqual(told(['mi 4111', '1111', '1111', '1111, ES91', '2100', '0418', '4502', '0005', '1332'].join(between)), [
      'card 4111111111111111',
      'iban ES9121000418450200051332',
    ])
  assert.deepEqual(told('es 4111 1111 1111 1111 12/27'), ['card 4111111111111111'])
  assert.deepEqual(told('es 4111 1111 1111 1111 123 y 5555 5555 5555 4444'), ['card 4111111111111111', 'card 5555555555554444'])
  assert.deepEqual(told('pedido 12345 4111 1111 1111 1111'), ['order 12345', 'card 4111111111111111'])
  assert.deepEqual(told('vuelo IB3251 IBAN ES91 2100 0418 4502 0005 1332'), ['flight IB3251', 'iban ES9121000418450200051332'])
})

test('an IBAN ends where its check digits hold, whatever follows', () => {
  assert.deepEqual(told('mi cuenta ES91 2100 0418 4502 0005 1332 y 20 euros'), ['iban ES9121000418450200051332', 'amount 20 EUR'])
  assert.deepEqual(told('ES91 2100 0418 4502 0005 1333'), [])
})

test('neighbours stay apart and keep their places', () => {
  const text = 'DNI 12345678Z, tel. 612 345 678, pedido 88213450, carolina@correo.example'
  const found = find(text, 'ES')
  assert.deepEqual(
    found.map(({ kind, start, end }) => [kind, text.slice(start, end)]),
    [
      ['national-id', '12345678Z'],
      ['phone', '612 345 678'],
      ['order', '88213450'],
      ['email', 'carolina@correo.example'],
    ],
  )
})

test('a number without +, in no known country, is no telephone; in Spain a CPF is none', () => {
  assert.deepEqual(told('612 345 678'), [])
  assert.deepEqual(told('+34 612 345 678'), ['phone +34612345678'])
  assert.deepEqual(told('529.982.247-25', 'ES'), ['national-id cpf 52998224725'])
})

test("a brand's own patterns and airlines are known", () => {
  const brand = { patterns: { order: [String.raw`AR-\d{8}`] }, airlines: ['AV'] }
  assert.deepEqual(told('AR-12345678 y el AV77 o el XY77', null, brand), ['order AR-12345678', 'flight AV77'])
  assert.deepEqual(told('AR-12345678 y el AV77'), [])
})

test('bookings, flights and tickets are known by the word before', () => {
  assert.deepEqual(told('localizador KX4P9T del vuelo IB 3402, reclamo nº 5518842'), ['booking KX4P9T', 'flight IB3402', 'ticket 5518842'])
  assert.deepEqual(told('reserva cancelada'), [])
})

test('amounts, dates and places have one form', () => {
  assert.deepEqual(told('R$ 1.234,50 em 14/08/2025 em São Paulo', 'BR'), ['amount 1234.50 BRL', 'date 2025-08-14', 'place São Paulo'])
  assert.deepEqual(told('$38,400 el 3 de marzo desde Bogotá', 'CO'), ['amount 38400 COP', 'date --03-03', 'place Bogotá'])
  assert.deepEqual(told('on 08/14/2025', 'US'), ['date 2025-08-14'])
  assert.deepEqual(told('31/02, 3.5 km, 4-5 personas, 14:30'), [])
})

test('no two of a hundred jumbled texts overlap', () => {
  const parts = [
    'ES91 2100 0418 4502 0005 1332',
    '4111 1111 1111 1111',
    '+34 612 345 678',
    '529.982.247-25',
    'pedido 88213450',
    '14/08/2025',
    '30 €',
    'a@b.example',
  ]
  for (let seed = 1; seed <= 100; seed++) {
    const text = parts.toSorted((a, b) => ((a.length * 31 * seed) % 17) - ((b.length * 31 * seed) % 17)).join(seed % 2 ? ' ' : ', ')
    const found = find(text, 'ES')
    assert.ok(found.length >= 5, text)
    for (const [at, { start, end }] of found.entries()) assert.ok(start < end && (at === 0 || found[at - 1]!.end <= start), text)
  }
})

test('what tells who somebody is, is masked; what was said stays', () => {
  const text = '@aeroandes soy 12345678Z, 4111 1111 1111 1111, pagué 30 € el 14/08/2025, https://a.example/x 998877665544'
  assert.equal(mask(text, find(text, 'ES')), '@somebody soy [national-id], [card], pagué 30 € el 14/08/2025, [link] [number]')
})

test('a number is masked however its digits are set apart', () => {
  for (const between of ['', ' ', '\u00a0', '  ', '.', '-', '–', '\u2011', '\n', ' - ']) {
    const text = ['tarjeta 4111', '1111', '1111', '1112 no va'].join(between)
    assert.equal(mask(text, find(text, 'ES')), 'tarjeta [number] no va', JSON.stringify(between))
  }
  assert.equal(mask('4 de 5, a las 10:30, 3 veces', []), '4 de 5, a las 10:30, 3 veces')
})
