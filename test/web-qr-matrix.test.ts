import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { qrMatrix } from '../web/ui/qr-matrix.ts'

/** ISO/IEC 18004 as its tables print it, level M: most bytes it holds, centres of alignment (annex E), blocks as [how many, words, data words] (table 9). */
const VERSIONS = [
  { version: 1, bytes: 14, centres: [], blocks: [[1, 26, 16]] },
  { version: 2, bytes: 26, centres: [6, 18], blocks: [[1, 44, 28]] },
  { version: 7, bytes: 122, centres: [6, 22, 38], blocks: [[4, 49, 31]] },
  {
    version: 10,
    bytes: 213,
    centres: [6, 28, 50],
    blocks: [
      [4, 69, 43],
      [1, 70, 44],
    ],
  },
  {
    version: 14,
    bytes: 362,
    centres: [6, 26, 46, 66],
    blocks: [
      [4, 64, 40],
      [5, 65, 41],
    ],
  },
  {
    version: 20,
    bytes: 666,
    centres: [6, 34, 62, 90],
    blocks: [
      [3, 67, 41],
      [13, 68, 42],
    ],
  },
] as const
type Version = (typeof VERSIONS)[number]

const textOf = (bytes: number) => 'otpauth://totp/Plaza ñ €'.repeat(40).slice(0, bytes).padEnd(bytes, '.')

/** Exactly so many bytes of UTF-8, with letters of several bytes among them. */
function filled(bytes: number): string {
  let text = ''
  for (const letter of textOf(bytes)) if (Buffer.byteLength(text + letter) <= bytes) text += letter
  return text + '.'.repeat(bytes - Buffer.byteLength(text))
}

describe('a QR code', () => {
  for (const table of VERSIONS) {
    it(`of version ${table.version} says its text to a reader that follows the standard`, () => {
      const text = filled(table.bytes)
      const rows = qrMatrix(text)
      assert.equal(rows.length, table.version * 4 + 17)
      assert.ok(rows.every((row) => row.length === rows.length))
      assertFinders(rows)
      assert.equal(formatOf(rows), 0b101010000010010, 'level M, mask 0, both copies alike')
      assert.equal(read(rows, table), text)
    })

    it(`of version ${table.version} is the smallest one: a byte more needs the next`, () => {
      if (table.version < 20) assert.equal(qrMatrix('.'.repeat(table.bytes + 1)).length, (table.version + 1) * 4 + 17)
      else assert.throws(() => qrMatrix('.'.repeat(table.bytes + 1)), RangeError)
    })
  }

  it('carries its version beside the finders from the seventh on', () => {
    // Annex D: 7 is 000111 110010010100.
    const rows = qrMatrix(filled(122))
    const bits = Array.from({ length: 18 }, (_, at) => [
      rows[Math.floor(at / 3)]![rows.length - 11 + (at % 3)],
      rows[rows.length - 11 + (at % 3)]![Math.floor(at / 3)],
    ])
    for (const copy of [0, 1])
      assert.equal(
        bits.reduce((sum, bit, at) => sum + (bit[copy] ? 2 ** at : 0), 0),
        0b000111110010010100,
      )
  })

  it('is a code even without a word', () => {
    assert.equal(read(qrMatrix(''), VERSIONS[0]), '')
  })
})

function assertFinders(rows: boolean[][]): void {
  const far = rows.length - 7
  for (const [top, left] of [
    [0, 0],
    [0, far],
    [far, 0],
  ] as const) {
    const drawn = rows.slice(top, top + 7).map((row) =>
      row
        .slice(left, left + 7)
        .map((dark) => (dark ? '#' : '.'))
        .join(''),
    )
    assert.deepEqual(drawn, ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'])
  }
}

/** The fifteen bits around the first finder, most significant first; their second copy must say the same. */
function formatOf(rows: boolean[][]): number {
  const size = rows.length
  const first = [...[0, 1, 2, 3, 4, 5, 7].map((at) => rows[8]![at]), rows[8]![8], ...[7, 5, 4, 3, 2, 1, 0].map((at) => rows[at]![8])]
  const second = [...Array.from({ length: 7 }, (_, at) => rows[size - 1 - at]![8]), ...Array.from({ length: 8 }, (_, at) => rows[8]![size - 8 + at])]
  assert.deepEqual(first, second)
  return first.reduce((sum, dark) => sum * 2 + (dark ? 1 : 0), 0)
}

function read(rows: boolean[][], { version, centres, blocks }: Version): string {
  const words = wordsIn(rows, reserved(rows.length, version, centres))
  const sizes = blocks.flatMap(([count, all, data]) => Array.from({ length: count }, () => ({ all, data })))
  const parts = sizes.map((): number[] => [])
  const take = (rounds: number, has: (size: { all: number; data: number }, round: number) => boolean) => {
    for (let round = 0; round < rounds; round++) for (const [at, size] of sizes.entries()) if (has(size, round)) parts[at]!.push(words.shift()!)
  }
  take(Math.max(...sizes.map(({ data }) => data)), (size, round) => round < size.data)
  take(sizes[0]!.all - sizes[0]!.data, () => true)
  for (const part of parts) assertNoError(part, sizes[0]!.all - sizes[0]!.data)
  return textIn(
    parts.flatMap((part, at) => part.slice(0, sizes[at]!.data)),
    version,
  )
}

function reserved(size: number, version: number, centres: readonly number[]): boolean[][] {
  const taken = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => {
      const [near, far] = [(at: number) => at < 9, (at: number) => at >= size - 8]
      const corner = (near(row) && (near(column) || far(column))) || (far(row) && near(column))
      const timing = row === 6 || column === 6
      return corner || timing || (version >= 7 && (besideFinder(row, column, size) || besideFinder(column, row, size)))
    }),
  )
  for (const [row, column] of centres.flatMap((row) => centres.map((column) => [row, column] as const))) {
    const onFinder = (row === 6 && (column === 6 || column === size - 7)) || (row === size - 7 && column === 6)
    if (!onFinder) for (let at = 0; at < 25; at++) taken[row - 2 + Math.floor(at / 5)]![column - 2 + (at % 5)] = true
  }
  return taken
}

/** Where the version stands, once upright and once lying. */
const besideFinder = (one: number, other: number, size: number) => one < 6 && other >= size - 11

/** The data's modules in their order, mask 0 lifted; eight a word. */
function wordsIn(rows: boolean[][], taken: boolean[][]): number[] {
  const bits = way(rows.length)
    .filter(([row, column]) => !taken[row]![column])
    .map(([row, column]) => Number(rows[row]![column]) ^ Number((row + column) % 2 === 0))
  return Array.from({ length: Math.floor(bits.length / 8) }, (_, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8).join(''), 2))
}

/** In columns of two from the right, up and down by turns; the column of the timing pattern is not one of them. */
function way(size: number): [number, number][] {
  const columns = Array.from({ length: (size - 1) / 2 }, (_, n) => size - 1 - 2 * n).map((right) => (right <= 6 ? right - 1 : right))
  return columns.flatMap((right, n) =>
    Array.from({ length: size }, (_, step) => (n % 2 === 0 ? size - 1 - step : step)).flatMap((row): [number, number][] => [
      [row, right],
      [row, right - 1],
    ]),
  )
}

const POWERS: number[] = [1]
while (POWERS.length < 255) {
  const next = POWERS.at(-1)! * 2
  POWERS.push(next > 255 ? next ^ 285 : next)
}

/** A word of a Reed–Solomon code is zero at each of the generator's roots. */
function assertNoError(block: readonly number[], checks: number): void {
  for (let root = 0; root < checks; root++) {
    const value = block.reduce((sum, word) => word ^ (sum === 0 ? 0 : POWERS[(POWERS.indexOf(sum) + root) % 255]!), 0)
    assert.equal(value, 0, `the code does not hold at root ${root}`)
  }
}

function textIn(words: readonly number[], version: number): string {
  const bits = words.map((word) => word.toString(2).padStart(8, '0')).join('')
  const wide = version < 10 ? 8 : 16
  assert.equal(bits.slice(0, 4), '0100', 'byte mode')
  const length = Number.parseInt(bits.slice(4, 4 + wide), 2)
  const bytes = Array.from({ length }, (_, at) => Number.parseInt(bits.slice(4 + wide + at * 8, 12 + wide + at * 8), 2))
  const rest = bits.slice(4 + wide + length * 8)
  assert.match(rest, /^0000(?:1110110000010001)*(?:11101100)?$/, 'the end, then the standard’s padding')
  return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytes))
}
