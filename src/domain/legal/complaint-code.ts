/** Without the letters and digits that are mistaken for each other; their number is prime, which the check needs. */
const SYMBOLS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const RANDOM_SYMBOLS = 15
const GROUP = /.{4}(?=.)/g

/** Random bytes that a code takes: of each only what falls evenly on the symbols is used, so more than there are symbols. */
export const CODE_BYTES = 64

/**
 * A complaint's tracking code, as in `7KQM-2XWP-HT4D-RB9C`: fifteen random symbols (74 bits, so none is guessed) and a check symbol that finds
 * any one wrong symbol and any two that changed places. Answers null where the bytes did not suffice; others will.
 */
export function makeComplaintCode(random: Uint8Array): string | null {
  const evenly = 256 - (256 % SYMBOLS.length)
  const drawn = [...random].filter((byte) => byte < evenly).map((byte) => SYMBOLS[byte % SYMBOLS.length]!)
  if (drawn.length < RANDOM_SYMBOLS) return null
  const body = drawn.slice(0, RANDOM_SYMBOLS).join('')
  return (body + SYMBOLS[weigh(body)]!).replace(GROUP, '$&-')
}

/** A code as people write it, in any case, with any gaps; null for one that can't be ours. */
export function readComplaintCode(written: string): string | null {
  const plain = written.toUpperCase().replace(/[^0-9A-Z]/g, '')
  if (plain.length !== RANDOM_SYMBOLS + 1 || [...plain].some((symbol) => !SYMBOLS.includes(symbol))) return null
  return SYMBOLS[weigh(plain.slice(0, -1))] === plain.at(-1) ? plain.replace(GROUP, '$&-') : null
}

/** Each symbol times its place, from 2 on: a prime modulus tells all single mistakes and all swaps apart, those with the check symbol too. */
function weigh(body: string): number {
  return [...body].reduce((sum, symbol, index) => sum + SYMBOLS.indexOf(symbol) * (index + 2), 0) % SYMBOLS.length
}
