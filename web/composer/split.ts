import type { Counter } from './length.ts'

const MOST_PARTS = 10
/** A sentence's end is worth this much of the room that is left. */
const WORTH = 0.6

/**
 * Cuts a text that is too long into a numbered thread, at paragraphs and sentences where it can, else between words.
 * @returns one part when it fits; null when even ten parts can't hold it.
 */
export function split(text: string, count: Counter): string[] | null {
  const whole = text.trim()
  const { length, max, isTooLong } = count(whole)
  if (!isTooLong) return [whole]
  for (let total = Math.max(2, Math.ceil(length / max)); total <= MOST_PARTS; total += 1) {
    const parts = cut(whole, total, count)
    if (parts) return parts
  }
  return null
}

const MARK = / \(\d+\/\d+\)$/

/** Whether a text ends as those of a numbered thread do. */
export const isPart = (text: string): boolean => MARK.test(text)

/** One text again out of parts of a numbered thread, without their numbers; a single part is left as it is. */
export function join(parts: readonly string[]): string {
  return parts.length > 1 ? parts.map((part) => part.replace(MARK, '')).join(' ') : (parts[0] ?? '')
}

function cut(text: string, total: number, count: Counter): string[] | null {
  const parts: string[] = []
  let rest = text
  for (let part = 1; part <= total && rest; part += 1) {
    const mark = ` (${part}/${total})`
    const end = fitting(rest, (piece) => !count(piece + mark).isTooLong)
    if (end === 0) return null
    parts.push(rest.slice(0, end).trim() + mark)
    rest = rest.slice(end).trim()
  }
  return rest === '' && parts.length === total ? parts : null
}

/** Where the longest piece that fits ends; at the best place near there. */
function fitting(text: string, fits: (piece: string) => boolean): number {
  if (fits(text)) return text.length
  const ends = [...text.matchAll(/\s+/gu)].map((gap) => gap.index)
  const last = ends[lastFitting(ends.length, (at) => fits(text.slice(0, ends[at])))]
  if (last === undefined) return byGrapheme(text, fits)
  const sentences = [...text.slice(0, last + 1).matchAll(/[.!?…]["»”)]?\s|\n/gu)].map((end) => end.index + end[0].length)
  const sentence = sentences.findLast((end) => end >= last * WORTH)
  return sentence ?? last
}

/** One unbroken run, longer than a whole part: between what people see as letters. */
function byGrapheme(text: string, fits: (piece: string) => boolean): number {
  const ends = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(({ index, segment }) => index + segment.length)
  return ends[lastFitting(ends.length, (at) => fits(text.slice(0, ends[at])))] ?? 0
}

/** The greatest of 0 … n-1 that fits, -1 for none; what is longer never fits where a shorter did not. */
function lastFitting(n: number, fits: (at: number) => boolean): number {
  let low = -1
  let high = n - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  return low
}
