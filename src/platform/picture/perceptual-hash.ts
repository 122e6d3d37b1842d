/** Pixels of a side that the hash looks at. */
export const HASHED_SIDE = 32

/**
 * The perceptual hash of a picture by its brightness (32 × 32, row by row): 64 bits as 16 hexadecimal digits. One bit for each of the 8 × 8 lowest
 * frequencies but the first row and column, set where it is above their median; so that size, compression, brightness and colour change few of them. Null for
 * a picture of one even colour, which says nothing. Source: C. Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions (2010), 3.2.1 (pHash).
 */
export function perceptualHash(brightness: Float64Array): string | null {
  if (isEven(brightness)) return null
  const frequencies = lowFrequencies(brightness)
  const sorted = frequencies.toSorted((a, b) => a - b)
  const median = (sorted[31]! + sorted[32]!) / 2
  const bits = frequencies.map((one) => (one > median ? '1' : '0')).join('')
  return BigInt(`0b${bits}`).toString(16).padStart(16, '0')
}

/** Less than a tenth of the whole way from black to white between its brightest and darkest: noise would decide the bits. */
function isEven(brightness: Float64Array): boolean {
  return Math.max(...brightness) - Math.min(...brightness) < 26
}

const [FIRST, LAST] = [1, 8]
const COSINES = Array.from({ length: LAST + 1 }, (_, k) =>
  Float64Array.from({ length: HASHED_SIDE }, (_, n) => Math.cos((Math.PI * (n + 0.5) * k) / HASHED_SIDE)),
)

/** The cosine transform (DCT-II, unscaled: the median is scaled with it), rows first, only as far as it is asked for. */
function lowFrequencies(brightness: Float64Array): number[] {
  const rows = Array.from({ length: HASHED_SIDE }, (_, y) => brightness.subarray(y * HASHED_SIDE, (y + 1) * HASHED_SIDE))
  const across = rows.map((row) => COSINES.map((wave) => dot(row, wave)))
  const found: number[] = []
  for (let v = FIRST; v <= LAST; v++) {
    for (let u = FIRST; u <= LAST; u++) {
      const column = Float64Array.from(across, (row) => row[u]!)
      found.push(dot(column, COSINES[v]!))
    }
  }
  return found
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let n = 0; n < a.length; n++) sum += a[n]! * b[n]!
  return sum
}
