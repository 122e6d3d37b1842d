/** A text by the smallest hash of its letters in each of 64 bins: equal bins tell how alike two texts are. */
export type Signature = Uint32Array

const BINS = 64
const BANDS = 16
const ROWS = BINS / BANDS
const SHINGLE = 4
const EMPTY = 0xffffffff

/**
 * One hash a shingle of four letters, kept in the bin it falls into (one-permutation MinHash; Li, Owen, Zhang 2012); an empty bin takes after
 * the next that is not (rotation, Shrivastava and Li 2014). Null where a text is too short to tell copies by.
 */
export function signatureOf(folded: string): Signature | null {
  if (folded.length < SHORTEST) return null
  const bins = new Uint32Array(BINS).fill(EMPTY)
  for (let at = 0; at + SHINGLE <= folded.length; at++) {
    const hash = hashOf(folded, at)
    const bin = hash >>> 26
    const rest = Math.imul(hash, 0x9e3779b1) >>> 0
    if (rest < bins[bin]!) bins[bin] = rest
  }
  return filled(bins)
}

/** Shorter, two people may well have written the same by themselves. */
const SHORTEST = 40

/** The 16 bands, a whole number of 32 bits each: texts that share one are worth comparing, and now and then others. */
export function bandsOf(signature: Signature): number[] {
  const bands: number[] = []
  for (let band = 0; band < BANDS; band++) {
    let name = Math.imul(band + 1, 0x9e3779b1)
    for (let row = 0; row < ROWS; row++) name = (Math.imul(name, 31) + signature[band * ROWS + row]!) | 0
    bands.push(name)
  }
  return bands
}

/** The share of bins that agree, 0 to 1: about the Jaccard likeness of their shingles. */
export function likeness(a: Signature, b: Signature): number {
  let same = 0
  for (let bin = 0; bin < BINS; bin++) if (a[bin] === b[bin]) same++
  return same / BINS
}

function hashOf(text: string, at: number): number {
  let hash = 0x811c9dc5
  for (let letter = at; letter < at + SHINGLE; letter++) hash = Math.imul(hash ^ text.charCodeAt(letter), 0x01000193)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}

function filled(bins: Signature): Signature {
  const whole = bins.slice()
  for (let bin = 0; bin < BINS; bin++) {
    let step = 0
    while (bins[(bin + step) % BINS] === EMPTY) step++
    whole[bin] = (bins[(bin + step) % BINS]! + Math.imul(step, 0x9e3779b1)) >>> 0
  }
  return whole
}
