import { PlazaError } from '../../domain/plaza-error.ts'
import type { Point } from '../watch-series.ts'

/**
 * Reads a line `timestamp,value`: a timestamp as ISO 8601 writes it, with a space for the T if you like, in UTC where it names no zone.
 * Null for a heading and an empty line. Throws `bad-point` with what is off.
 */
export function readPoint(line: string): Point | null {
  const [when = '', amount, ...more] = line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
  if (line.trim() === '' || (when.toLowerCase() === 'timestamp' && amount?.toLowerCase() === 'value')) return null
  if (amount === undefined || more.length > 0) throw bad('A line is timestamp,value.')
  const value = amount === '' ? Number.NaN : Number(amount)
  if (!Number.isFinite(value) || value < 0) throw bad(`“${amount.slice(0, 40)}” is no count.`)
  return { at: readMoment(when), value }
}

function readMoment(text: string): Temporal.Instant {
  const written = text.replace(' ', 'T')
  try {
    return Temporal.Instant.from(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(written) ? written : `${written}Z`)
  } catch (cause) {
    throw bad(`“${text.slice(0, 40)}” is no moment.`, cause)
  }
}

function bad(sentence: string, cause?: unknown): PlazaError {
  return new PlazaError('invalid', 'bad-point', sentence, cause)
}
