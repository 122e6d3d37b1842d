import { edits } from './edits.ts'
import { mayResemble, type Form, type Theirs } from './forms.ts'
import { cutWords, kindOf, type Word } from './words.ts'

/** How a text of theirs comes about from one of ours. `edits` counts letters; `beside` is what stands before, after or between. */
export interface Likeness {
  how: 'same' | 'looks-the-same' | 'misspelt'
  edits: number
  beside: Word[]
}

/** The closest likeness of theirs to ours, or null. Cheap where there is none: most pairs end at the first look. */
export function compare(ours: Form, theirs: Theirs): Likeness | null {
  const most = mostEdits(ours.shape)
  // Look-alike groups (rn for m) change more letters than an edit does.
  if (!mayResemble(ours, theirs, Math.max(most, 1))) return null
  return asAWhole(ours, theirs, most) ?? (theirs.text.length > ours.text.length ? among(ours, theirs, most) : null)
}

/** Ours among other words. */
function among(ours: Form, theirs: Theirs, most: number): Likeness | null {
  const found = within(ours, theirs)
  if (found !== null || most === 0 || !mayResemble(ours, theirs, 1)) return found
  return betweenWords(ours, theirs.words) ?? misspeltWithin(ours, theirs.text)
}

/** A short name has too many neighbours that mean something else. */
function mostEdits(shape: string): number {
  return shape.length < 5 ? 0 : shape.length < 7 ? 1 : shape.length < 14 ? 2 : 3
}

function asAWhole(ours: Form, theirs: Form, most: number): Likeness | null {
  if (ours.text === theirs.text) return { how: 'same', edits: 0, beside: [] }
  if (ours.shape === theirs.shape) return { how: 'looks-the-same', edits: 0, beside: [] }
  const found = most === 0 ? 1 : Math.min(edits(ours.misread, theirs.misread, most), edits(ours.shape, theirs.shape, most))
  return found > most || isAddedTo(ours.text, theirs.text) ? null : { how: 'misspelt', edits: found, beside: [] }
}

/** A word or number at an end is no slip, be it as short as one: `aeroandes24`, `aeroandesar`, `anaaeroandes`. */
function isAddedTo(ours: string, theirs: string): boolean {
  const rest = restOf(ours, theirs)
  return rest !== null && (rest.length > 2 || (rest.length === 2 && kindOf(rest) !== 'other'))
}

function restOf(ours: string, theirs: string): string | null {
  if (theirs.startsWith(ours)) return theirs.slice(ours.length)
  return theirs.endsWith(ours) ? theirs.slice(0, -ours.length) : null
}

/** Ours stands in theirs, as it is or in disguise, among other words. */
function within(ours: Form, theirs: Form): Likeness | null {
  const asIs = theirs.text.indexOf(ours.text)
  const at = asIs >= 0 ? asIs : theirs.misread.indexOf(ours.misread)
  if (at >= 0)
    return {
      how: asIs >= 0 ? 'same' : 'looks-the-same',
      edits: 0,
      beside: [...cutWords(theirs.text.slice(0, at)), ...cutWords(theirs.text.slice(at + ours.text.length))],
    }
  const inShape = ours.shape.length < 5 ? -1 : theirs.shape.indexOf(ours.shape)
  if (inShape < 0) return null
  const beside = [...cutWords(theirs.shape.slice(0, inShape)), ...cutWords(theirs.shape.slice(inShape + ours.shape.length))]
  return { how: 'looks-the-same', edits: 0, beside }
}

/** What is left of their words without the known ones is ours, or nearly: `aero_ayuda_andes`, `soporte.aeroandez`. */
function betweenWords(ours: Form, words: readonly string[]): Likeness | null {
  const cut = words.map((text) => ({ text, kind: kindOf(text) }))
  const beside = cut.filter(({ text, kind }) => kind !== 'other' && !ours.text.includes(text))
  if (beside.length === 0) return null
  const own = words.filter((word) => !beside.some(({ text }) => text === word)).join('')
  if (own === ours.text) return { how: 'same', edits: 0, beside }
  const found = ours.text.length < 5 ? 2 : edits(ours.text, own, 1)
  return found > 1 ? null : { how: 'misspelt', edits: found, beside }
}

/** At an end of theirs stands ours with one letter off, and all the rest is words that we know. */
function misspeltWithin(ours: Form, theirs: string): Likeness | null {
  const length = ours.text.length
  if (length < 6 || theirs.length < length + 2) return null
  for (const taken of [length, length + 1, length - 1]) {
    const found = misspeltAt(ours.text, theirs.slice(0, taken), theirs.slice(taken)) ?? misspeltAt(ours.text, theirs.slice(-taken), theirs.slice(0, -taken))
    if (found) return found
  }
  return null
}

function misspeltAt(ours: string, part: string, rest: string): Likeness | null {
  if (edits(ours, part, 1) > 1) return null
  const beside = cutWords(rest)
  return beside.some(({ kind }) => kind === 'other') ? null : { how: 'misspelt', edits: 1, beside }
}
