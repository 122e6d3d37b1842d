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
  /** Of a handle: what it is called, folded, without @ and server. */
  handle?: string
}

/** What all of a kind are spelled as. */
const STANDS_FOR: Partial<Record<TokenKind, string>> = { [TOKEN.number]: '#', [TOKEN.handle]: '@', [TOKEN.link]: 'www', [TOKEN.line]: '' }

/** A longer text says what it wants in its beginning; the whole of an endless one would hold everybody up. */
const MOST_LETTERS = 4_000

const LINK = /(?:https?:\/\/|www\.)\S+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/uy
const HANDLE = /@[\p{L}\p{N}._-]+(?:@[\p{L}\p{N}.-]+)?/uy
const NUMBER = /\p{L}{0,4}\p{N}[\p{L}\p{N}.,:/º°ª-]*/uy
const WORD = /\p{L}[\p{L}\p{M}]*(?:\*+\p{L}*)?/uy
const EMOJI = /\p{Extended_Pictographic}(?:\p{M}|\u200d|\p{Emoji_Modifier})*/uy
const MARK = /[!?¡¿]+|\.{2,}|[.…,;:()"«»“”€$£¥₦₹%#/-]/uy
const LINE = /\n+/y

/** What may begin at a letter, by the letter: most are told at once, and trying every pattern everywhere costs four times as much. */
const LATIN = 0x250
const BEGINS: readonly (readonly [TokenKind, RegExp])[][] = Array.from({ length: LATIN }, (_, code) => {
  const letter = String.fromCharCode(code)
  if (/\p{L}/u.test(letter)) return [[TOKEN.word, WORD]]
  if (/\p{N}/u.test(letter)) return [[TOKEN.number, NUMBER]]
  if (letter === '@') return [[TOKEN.handle, HANDLE]]
  if (letter === '\n') return [[TOKEN.line, LINE]]
  return /[!-/:-?[-`{-~¡-¿]/.test(letter)
    ? [
        [TOKEN.mark, MARK],
        [TOKEN.emoji, EMOJI],
      ]
    : []
})
const BEYOND: (readonly [TokenKind, RegExp])[] = [
  [TOKEN.emoji, EMOJI],
  [TOKEN.mark, MARK],
  [TOKEN.number, NUMBER],
  [TOKEN.word, WORD],
]

/** Cuts a text into words and marks. */
export function tokenise(whole: string): Token[] {
  const text = whole.length > MOST_LETTERS ? whole.slice(0, MOST_LETTERS) : whole
  const linked = /https?:|www\.|[^\s@]@/.test(text)
  const tokens: Token[] = []
  for (let at = 0; at < text.length;) {
    const token = cut(text, at, linked)
    if (token) tokens.push(token)
    at = token ? token.end : at + 1
  }
  return tokens
}

function cut(text: string, start: number, linked: boolean): Token | null {
  const code = text.charCodeAt(start)
  if (code === SPACE) return null
  const plain = linked ? 0 : plainWordEnd(text, start)
  if (plain > 0) return tokenOf(text, TOKEN.word, start, plain)
  if (linked && endOf(LINK, text, start) > 0) return tokenOf(text, TOKEN.link, start, LINK.lastIndex)
  for (const [kind, pattern] of code < LATIN ? BEGINS[code]! : BEYOND) {
    if (kind === TOKEN.word && endOf(NUMBER, text, start) > 0) return tokenOf(text, TOKEN.number, start, NUMBER.lastIndex)
    if (endOf(pattern, text, start) > 0) return tokenOf(text, kind, start, pattern.lastIndex)
  }
  return null
}

const SPACE = 32

/** Where a word of Latin letters ends that is followed by a space or a plain mark; 0 where only the patterns can tell. */
function plainWordEnd(text: string, start: number): number {
  let at = start
  while (at < text.length && isLetter(text.charCodeAt(at))) at++
  const next = at < text.length ? text.charCodeAt(at) : SPACE
  return at > start && (next === SPACE || next === 0x2c || next === 0x2e || next === 0x21 || next === 0x3f || next === 0x0a) ? at : 0
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 0xc0 && code < LATIN && code !== 0xd7 && code !== 0xf7)
}

function endOf(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start
  return pattern.test(text) ? pattern.lastIndex : 0
}

function tokenOf(text: string, kind: TokenKind, start: number, end: number): Token {
  const written = text.slice(start, end)
  const token: Token = { kind, start, end, word: STANDS_FOR[kind] ?? fold(written), shouted: kind === TOKEN.word && shouted(written) }
  if (kind === TOKEN.handle) token.handle = fold(written.slice(1).split('@')[0]!)
  return token
}

function shouted(word: string): boolean {
  const first = word.charCodeAt(0)
  // The first letter tells of nearly all words that they are not.
  return word.length > 1 && !(first >= 97 && first <= 122) && word === word.toUpperCase() && word !== word.toLowerCase()
}
