import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { edits } from '../../src/watch/look-alike/edits.ts'
import { misread, skeletonOf, squash } from '../../src/watch/look-alike/skeleton.ts'
import { openLookAlikes } from '../../src/watch/look-alikes.ts'

const BRAND = { network: 'x', handle: 'aeroandes', name: 'AeroAndes', bio: 'Volamos. aeroandes.test', avatar: 'f0e1d2c3b4a59687', created: '2012-03-01' }
const EXECUTIVE = { network: 'x', handle: 'gferreyra', name: 'Gonzalo Ferreyra', speaks: 'executive' as const }
const judge = openLookAlikes([BRAND, EXECUTIVE])
const stranger = (handle: string, name: string, more: object = {}) => judge({ network: 'x', handle, name, ...more })

test('each published method of squatting is seen through', () => {
  const squatted =
    'aeroandez aeroande aeroanndes areoandes aer0andes 4er0andes аeroandes aero_andes aeroandes_ andesaero AeroAndesAyuda soporte.aeroandes aeroandes_ar aeroandes24 realaeroandes aeroamdes_help'
  assert.deepEqual(
    squatted.split(' ').filter((handle) => stranger(handle, 'AeroAndes').verdict !== 'impostor-likely'),
    [],
  )
})

test('innocents are left alone', () => {
  const innocents = [
    stranger('fans_aeroandes', 'Fans de AeroAndes', { bio: 'Cuenta no oficial.' }),
    stranger('aeroandesparodia', 'AeroAndes (parodia)'),
    stranger('viajes_aeroandes', 'Viajes Molina', { bio: 'Agencia de viajes. Vendemos AeroAndes.' }),
    stranger('aerobrisa', 'Aerolínea Brisa', { bio: 'Cuenta oficial. Atención al cliente.' }),
    stranger('carla_aeroandes', 'Carla M.', { bio: 'AeroAndes me debe un reembolso.' }),
    stranger('gonza_1984', 'Gonzalo Ferreyra', { bio: 'Hincha y asador.' }),
    stranger('mlopez', 'María López'),
  ]
  assert.deepEqual(
    innocents.filter(({ verdict }) => verdict === 'impostor-likely'),
    [],
  )
  assert.equal(innocents[0]!.verdict, 'fan-parody')
  assert.equal(innocents[1]!.verdict, 'fan-parody')
})

test('who says they are a fan and asks for money is not believed', () => {
  assert.equal(stranger('aeroandes_ayuda', 'AeroAndes Ayuda', { bio: 'Fans. Reembolsos: wa.me/15550100' }).verdict, 'impostor-likely')
})

test('evidence stands side by side, and picture, age and deeds are part of it', () => {
  const { of, evidence } = stranger('aeroandes_ayuda', 'AeroAndes', { avatar: 'f0e1d2c3b4a59686', created: '2024-01-01', does: ['asks-for-data'] })
  assert.equal(of, BRAND)
  assert.deepEqual(
    evidence.map(({ code }) => code),
    ['handle-with-help', 'name-same', 'picture-alike', 'created-later', 'asks-for-data'],
  )
  assert.deepEqual([evidence[0]!.ours, evidence[0]!.theirs], ['aeroandes', 'aeroandes_ayuda'])
})

test('an official account is never flagged, however it is written and whatever it resembles', () => {
  const text = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).filter((handle) => /[^\s@]/.test(handle))
  fc.assert(
    fc.property(
      fc.array(fc.record({ network: fc.constantFrom('x', 'mastodon', 'bluesky', 'email'), handle: text, name: text, bio: text }), {
        minLength: 1,
        maxLength: 5,
      }),
      (ours) => {
        const judge = openLookAlikes(ours)
        for (const one of ours) assert.equal(judge({ ...one, handle: `@${one.handle}` }).verdict, 'official')
      },
    ),
  )
})

test('a server tells accounts of Mastodon apart, and the one of its own network is the nearer', () => {
  const onMastodon = { network: 'mastodon', handle: 'aeroandes@plaza.test', name: 'AeroAndes' }
  const judge = openLookAlikes([BRAND, onMastodon])
  const named = (handle: string) => judge({ network: 'mastodon', handle, name: 'AeroAndes' })
  assert.deepEqual([named('@AeroAndes@Plaza.test').verdict, named('aeroandes').verdict], ['official', 'official'])
  assert.deepEqual([named('aeroandes@elsewhere.test').verdict, named('aeroandes@elsewhere.test').of], ['impostor-likely', onMastodon])
})

test('two handles that can be taken for one another have one skeleton, and edits are counted both ways alike', () => {
  for (const [a, b] of [
    ['modern', 'modem'],
    ['paypal', 'pаypаl'],
    ['VVestpay', 'westpay'],
    ['Illumina', '1lIumina'],
  ] as const)
    assert.equal(skeletonOf(misread(squash(a))), skeletonOf(misread(squash(b))))
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 8 })
  fc.assert(
    fc.property(word, word, fc.nat(8), (a, b, most) => edits(a, b, most) === edits(b, a, most) && edits(a, b, most) === Math.min(edits(a, b, 8), most + 1)),
  )
  assert.deepEqual([edits('ab', 'ba', 2), edits('abc', 'ac', 2), edits('abcd', 'wxyz', 2)], [1, 1, 3])
})

test('plaza watch lookalikes answers line by line, tells bad lines by number and code, and goes on', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-look-alikes-'))
  context.after(() => rmSync(folder, { recursive: true }))
  const [official, candidates] = [join(folder, 'official.jsonl'), join(folder, 'candidates.jsonl')]
  writeFileSync(official, `${JSON.stringify(BRAND)}\n`)
  const lines = [
    JSON.stringify({ network: 'x', handle: 'aeroandes_help', name: 'AeroAndes' }),
    'no',
    '{"network":"x","name":"nobody"}',
    '',
    JSON.stringify({ network: 'x', handle: '@AeroAndes', name: '' }),
    JSON.stringify({ network: 'x', handle: '@', name: 'AeroAndes' }),
    JSON.stringify({ network: 'x', handle: 'aeroandes_', name: 'AeroAndes', created: '2024-02-30' }),
    '[]',
    JSON.stringify({ network: 'a network of tomorrow', handle: 'aeroandes', name: '✈️ \u202eAeroAndes' }),
    JSON.stringify({ network: 'x', handle: 'طيران', name: null }),
  ]
  writeFileSync(candidates, lines.join('\n'))
  const { stdout, stderr, status } = spawnSync(process.execPath, ['src/main.ts', 'watch', 'lookalikes', '--official', official, '--candidates', candidates], {
    encoding: 'utf8',
  })
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  assert.deepEqual(
    answers.map(({ handle, of, verdict }) => [handle, of, verdict]),
    [
      ['aeroandes_help', 'aeroandes', 'impostor-likely'],
      ['@AeroAndes', 'aeroandes', 'official'],
      ['aeroandes', 'aeroandes', 'impostor-likely'],
      ['طيران', null, 'unrelated'],
    ],
  )
  assert.deepEqual(
    [...stderr.matchAll(/^candidates line (\d+): ([\w-]+): .*?(handle|created|line|$)/gm)].map(([, line, code, field]) => `${line} ${code} ${field}`.trim()),
    ['2 bad-json', '3 bad-profile handle', '6 bad-profile handle', '7 bad-profile created', '8 bad-profile line'],
  )
  assert.equal(status, 1)
})
