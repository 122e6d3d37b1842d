/**
 * A QR code (ISO/IEC 18004, byte mode, error correction M, versions 1 to 20) as rows of dark modules, without its quiet zone.
 * Made in the page, because the secret of a second factor must never visit a picture service.
 * Throws RangeError beyond 666 bytes of UTF-8.
 */
export function qrMatrix(text: string): boolean[][] {
  const data = new TextEncoder().encode(text)
  const version = smallestVersion(data.length)
  const grid = blankGrid(version)
  placeFinders(grid)
  placeAlignment(grid, version)
  placeTiming(grid)
  placeVersion(grid, version)
  placeFormat(grid)
  placeData(grid, interleaved(codewords(data, version), version))
  return grid.dark
}

// ISO/IEC 18004 table 9, level M, by version: check words in each block, and blocks.
const CHECK = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26]
const BLOCKS = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16]

interface Grid {
  size: number
  dark: boolean[][]
  /** Modules that carry a function, where no data may go. */
  taken: boolean[][]
}

function smallestVersion(bytes: number): number {
  for (let version = 1; version < CHECK.length; version++) if (bytes + 1 + lengthBytes(version) <= dataWords(version)) return version
  throw new RangeError(`${bytes} bytes do not fit in a QR code of version 20`)
}

// The mode takes half a byte and the end mark the other half, so a length of 1 or 2 bytes costs itself plus one.
function lengthBytes(version: number): number {
  return version < 10 ? 1 : 2
}

function dataWords(version: number): number {
  return allWords(version) - CHECK[version]! * BLOCKS[version]!
}

function allWords(version: number): number {
  const aligned = version < 2 ? 0 : Math.floor(version / 7) + 2
  const alignment = aligned === 0 ? 0 : (25 * aligned - 10) * aligned - 55
  return Math.floor(((16 * version + 128) * version + 64 - alignment - (version >= 7 ? 36 : 0)) / 8)
}

/** Mode 0100, length, data, end mark 0000, then the standard's padding. */
function codewords(data: Uint8Array, version: number): number[] {
  const wide = lengthBytes(version) === 2
  const nibbles = [4, ...(wide ? [(data.length >> 12) & 15, (data.length >> 8) & 15] : []), (data.length >> 4) & 15, data.length & 15]
  for (const byte of data) nibbles.push(byte >> 4, byte & 15)
  nibbles.push(0)
  const words: number[] = []
  for (let at = 0; at < nibbles.length; at += 2) words.push((nibbles[at]! << 4) | (nibbles[at + 1] ?? 0))
  for (let pad = 0xec; words.length < dataWords(version); pad ^= 0xec ^ 0x11) words.push(pad)
  return words
}

function interleaved(data: number[], version: number): number[] {
  const blocks = BLOCKS[version]!
  const short = Math.floor(data.length / blocks)
  const long = data.length % blocks
  const generator = generatorOf(CHECK[version]!)
  const parts: number[][] = []
  for (let block = 0, from = 0; block < blocks; block++) {
    const to = from + short + (block < blocks - long ? 0 : 1)
    parts.push(data.slice(from, to))
    from = to
  }
  return [...columns(parts), ...columns(parts.map((part) => remainder(part, generator)))]
}

function columns(parts: number[][]): number[] {
  const longest = Math.max(...parts.map((part) => part.length))
  return Array.from({ length: longest }, (_, at) => parts.flatMap((part) => (at < part.length ? [part[at]!] : []))).flat()
}

/** Coefficients of (x − 2⁰)(x − 2¹)…, highest power dropped. */
function generatorOf(degree: number): number[] {
  const result = Array.from({ length: degree }, (_, at): number => (at === degree - 1 ? 1 : 0))
  for (let step = 0, root = 1; step < degree; step++, root = times(root, 2))
    for (let at = 0; at < degree; at++) result[at] = times(result[at]!, root) ^ (result[at + 1] ?? 0)
  return result
}

function remainder(data: number[], generator: number[]): number[] {
  const result = generator.map(() => 0)
  for (const word of data) {
    const factor = word ^ result.shift()!
    result.push(0)
    generator.forEach((coefficient, at) => (result[at] = result[at]! ^ times(coefficient, factor)))
  }
  return result
}

/** Multiplication in GF(2⁸) modulo x⁸ + x⁴ + x³ + x² + 1. */
function times(a: number, b: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit--) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((b >> bit) & 1) * a)
  return product
}

function blankGrid(version: number): Grid {
  const size = version * 4 + 17
  const rows = () => Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  return { size, dark: rows(), taken: rows() }
}

function put(grid: Grid, [row, column]: [number, number], dark: boolean): void {
  if (row < 0 || column < 0 || row >= grid.size || column >= grid.size) return
  grid.dark[row]![column] = dark
  grid.taken[row]![column] = true
}

function placeFinders(grid: Grid): void {
  const far = grid.size - 4
  for (const centre of [
    [3, 3],
    [3, far],
    [far, 3],
  ] as const)
    placeRings(grid, centre, 4, (ring) => ring !== 2 && ring !== 4)
}

function placeAlignment(grid: Grid, version: number): void {
  const centres = alignmentCentres(version)
  const last = centres.length - 1
  for (const [i, row] of centres.entries())
    for (const [j, column] of centres.entries()) {
      const onFinder = (i === 0 && (j === 0 || j === last)) || (i === last && j === 0)
      if (!onFinder) placeRings(grid, [row, column], 2, (ring) => ring !== 1)
    }
}

function alignmentCentres(version: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2
  const fromEnd = Array.from({ length: count - 1 }, (_, at) => version * 4 + 10 - at * step)
  return [6, ...fromEnd.toReversed()]
}

function placeRings(grid: Grid, [row, column]: readonly [number, number], radius: number, dark: (ring: number) => boolean): void {
  for (let down = -radius; down <= radius; down++)
    for (let across = -radius; across <= radius; across++) put(grid, [row + down, column + across], dark(Math.max(Math.abs(down), Math.abs(across))))
}

function placeTiming(grid: Grid): void {
  for (let at = 8; at < grid.size - 8; at++) {
    put(grid, [6, at], at % 2 === 0)
    put(grid, [at, 6], at % 2 === 0)
  }
}

/** Level M is 00 and mask 0 is 000: any mask is readable, and this one needs no contest. Protected by a BCH(15,5) code. */
function placeFormat(grid: Grid): void {
  const bit = (at: number): boolean => ((0x5412 >> at) & 1) === 1
  const { size } = grid
  for (let at = 0; at < 6; at++) put(grid, [at, 8], bit(at))
  put(grid, [7, 8], bit(6))
  put(grid, [8, 8], bit(7))
  put(grid, [8, 7], bit(8))
  for (let at = 9; at < 15; at++) put(grid, [8, 14 - at], bit(at))
  for (let at = 0; at < 8; at++) put(grid, [8, size - 1 - at], bit(at))
  for (let at = 8; at < 15; at++) put(grid, [size - 15 + at, 8], bit(at))
  put(grid, [size - 8, 8], true)
}

/** From version 7 on, the version itself stands twice beside the finders, protected by a BCH(18,6) code. */
function placeVersion(grid: Grid, version: number): void {
  if (version < 7) return
  let check = version
  for (let step = 0; step < 12; step++) check = (check << 1) ^ ((check >> 11) * 0x1f25)
  const bits = (version << 12) | check
  for (let at = 0; at < 18; at++) {
    const dark = ((bits >> at) & 1) === 1
    const [far, near] = [grid.size - 11 + (at % 3), Math.floor(at / 3)]
    put(grid, [near, far], dark)
    put(grid, [far, near], dark)
  }
}

/** Upwards and downwards in columns of two from the right, skipping the timing column; mask 0 turns every other module. */
function placeData(grid: Grid, words: number[]): void {
  let bit = 0
  for (const [row, column] of path(grid.size)) {
    if (grid.taken[row]![column]) continue
    const dark = (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1
    grid.dark[row]![column] = dark !== ((row + column) % 2 === 0)
    bit++
  }
}

function* path(size: number): Generator<[number, number]> {
  let upwards = true
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step++) for (const column of [right, right - 1]) yield [upwards ? size - 1 - step : step, column]
    upwards = !upwards
  }
}
