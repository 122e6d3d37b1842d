const FORM = /^\+(?=\d)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/
const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const

/** Milliseconds since the story's start, from the form `+1d2h20m5s` (any part may be missing, not all); null when it is no offset. */
export function readOffset(text: string): number | null {
  const parts = FORM.exec(text)
  if (!parts) return null
  return UNITS.reduce((sum, [, ms], i) => sum + Number(parts[i + 1] ?? 0) * ms, 0)
}

/** The same for what the schema has found sound, and for spans, which have no sign: `40m`. Throws `RangeError` on anything else. */
export function offsetOf(text: string): number {
  const at = readOffset(text.startsWith('+') ? text : `+${text}`)
  if (at === null) throw new RangeError(`«${text}» is no offset`)
  return at
}

/** The inverse of `readOffset`, to the second: `+0s`, `+1h20m`. */
export function writeOffset(ms: number): string {
  let rest = ms
  const parts = UNITS.map(([letter, unit]) => {
    const count = Math.floor(rest / unit)
    rest -= count * unit
    return count > 0 ? `${count}${letter}` : ''
  })
  return `+${parts.join('') || '0s'}`
}
