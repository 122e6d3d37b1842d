import { fold } from './fold.ts'

/** What a token is. Of a number, a handle and a link only that they are there counts. */
export const TOKEN = { word: 0, number: 1, handle: 2, link: 3, mark: 4, emoji: 5, line: 6 } as const
export type TokenKind = (typeof TOKEN)[keyof typeof TOKEN]

export interface Token {
  kind: TokenKind
  /** UTF-16 offsets into the text. */
  start: number
  end: number
  /** Folded spelling: lower case, no accents, no endless letters. */
  word: string
  /** Written in capitals, two letters or more. */
  shouted: boolean
}

/** What all of a kind are spelled as. */
const STANDS_FOR: Partial<Record<TokenKind, string>> = { [TOKEN.number]: '#', [TOKEN.handle]: '@', [TOKEN.link]: 'www', [TOKEN.line]: '' }

/** A longer text says what it wants in its beginning; the whole of an endless one would hold everybody up. */
const MOST_LETTERS = 4_000

const PARTS: readonly (readonly [TokenKind, string])[] = [
  [TOKEN.link, String.raw`(?:https?:\/\/|www\.)\S+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}`],
  [TOKEN.handle, String.raw`@[\p{L}\p{N}._-]+(?:@[\p{L}\p{N}.-]+)?`],
  [TOKEN.number, String.raw`\p{L}{0,4}\p{N}[\p{L}\p{N}.,:/º°ª-]*`],
  [TOKEN.word, String.raw`\p{L}[\p{L}\p{M}]*(?:\*+\p{L}*)?`],
  [TOKEN.emoji, String.raw`\p{Extended_Pictographic}[\p{M}\u200d\ufe0f\u{1f3fb}-\u{1f3ff}]*`],
  [TOKEN.mark, String.raw`[!?¡¿]+|\.{2,}|[.…,;:()"«»“”€$£¥₦₹%#/-]`],
  [TOKEN.line, String.raw`\n+`],
]
const PATTERN = new RegExp(PARTS.map(([, source]) => `(${source})`).join('|'), 'gu')

/** Cuts a text into words and marks. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.slice(0, MOST_LETTERS).matchAll(PATTERN)) {
    const [found] = match
    const kind = PARTS[match.indexOf(found, 1) - 1]![0]
    const word = STANDS_FOR[kind] ?? fold(found)
    tokens.push({ kind, start: match.index, end: match.index + found.length, word, shouted: kind === TOKEN.word && shouted(found) })
  }
  return tokens
}

function shouted(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase()
}
