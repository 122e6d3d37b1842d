import { fold } from '../../domain/fold.ts'

/** What was found, by the index of the list: the first of its phrases that occurs, as written in the manual. */
export type Hits = ReadonlyMap<number, string>

interface Token {
  text: string
  /** Written with a star: any word that begins so. */
  opens: boolean
}

interface Phrase {
  first: Token
  rest: readonly Token[]
  written: string
  list: number
}

/** A word of a text, and the phrases that it begins. */
interface Word {
  text: string
  isEmoji: boolean
  begins: readonly Phrase[]
}

/** People use the same words again and again: what each means is kept, within bounds. */
const MOST_KNOWN = 20_000
const LONGEST_KNOWN = 40

/**
 * Looks for all phrases of all lists in one walk over a text, whatever case and accents. A phrase is whole words in a row, and an emoji is
 * a word; a star at a word's end stands for any ending. Cost grows with the text, hardly with the lists.
 */
export function wordFinder(lists: readonly (readonly string[])[]): (text: string) => Hits {
  const begunBy = phrasesBy(lists)
  const known = new Map<string, readonly Word[]>()
  const read = (written: string) => {
    const words = wordsIn(written).map((text) => ({ text, isEmoji: EMOJI.test(text), begins: begunBy(text) }))
    if (known.size >= MOST_KNOWN) known.clear()
    if (written.length <= LONGEST_KNOWN) known.set(written, words)
    return words
  }
  return (text) => {
    const words: Word[] = []
    for (const written of text.split(' ')) for (const word of known.get(written) ?? read(written)) words.push(word)
    const hits = new Map<number, string>()
    // Phrases with emojis are looked for among all, the others as if no emoji stood between their words.
    const plain = words.filter(({ isEmoji }) => !isEmoji)
    for (const said of plain.length < words.length ? [words, plain] : [words])
      for (let i = 0; i < said.length; i++) if (said[i]!.begins.length > 0) note(said, i, hits)
    return hits
  }
}

/** Whether anything of a phrase can be looked for: a star or a mark alone can't. */
export function isFindable(phrase: string): boolean {
  return wordsIn(phrase).length > 0
}

/** Flags and families are one emoji; whatever the colour of a skin. */
const EMOJI =
  /(\p{Regional_Indicator}{2}|\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}\u{e0020}-\u{e007f}]*(?:\u200d\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]*)*)/u
const COLOURS = /[\ufe0f\p{Emoji_Modifier}]/gu

function wordsIn(text: string): string[] {
  return text.split(EMOJI).flatMap((part, i) => (i % 2 === 1 ? [part.replace(COLOURS, '')] : fold(part).split(' ').filter(Boolean)))
}

/** The phrases that a word may begin. */
function phrasesBy(lists: readonly (readonly string[])[]): (word: string) => readonly Phrase[] {
  const phrases = lists.flatMap((list, i) => list.flatMap((written) => phraseOf(written, i) ?? []))
  const opening = byFirst(phrases.filter(({ first }) => first.opens))
  const exact = byFirst(phrases.filter(({ first }) => !first.opens))
  const lengths = [...new Set([...opening.keys()].map(({ length }) => length))]
  return (word) => [...(exact.get(word) ?? []), ...lengths.flatMap((length) => (length <= word.length ? (opening.get(word.slice(0, length)) ?? []) : []))]
}

function byFirst(phrases: readonly Phrase[]): Map<string, Phrase[]> {
  return Map.groupBy(phrases, ({ first }) => first.text)
}

/** The words of a phrase as a finder sees them; null where nothing searchable is left of it. */
function phraseOf(written: string, list: number): Phrase | null {
  const tokens = written
    .trim()
    .split(/\s+/)
    .flatMap((word) => {
      const parts = wordsIn(word)
      return parts.map((text, i) => ({ text, opens: word.endsWith('*') && i === parts.length - 1 }))
    })
  const [first, ...rest] = tokens
  return first ? { first, rest, written, list } : null
}

function note(words: readonly Word[], at: number, hits: Map<number, string>): void {
  for (const phrase of words[at]!.begins) if (!hits.has(phrase.list) && continues(phrase.rest, words, at + 1)) hits.set(phrase.list, phrase.written)
}

function continues(rest: readonly Token[], words: readonly Word[], from: number): boolean {
  return rest.every((token, i) => {
    const word = words[from + i]?.text
    return word !== undefined && (token.opens ? word.startsWith(token.text) : word === token.text)
  })
}
