/** Languages that Plaza tells apart: what it is first spoken in, and those most often taken for them. */
import LANGUAGES from './languages.json' with { type: 'json' }
import { SHORT_WORDS } from './short-words.ts'

/** What `scripts/shrink-language-model.mjs` keeps of the model: these languages only, a tenth of the memory, the same answers. */
const SUBSET = 'plaza'
/** Below this many letters a guess is worth less than what is known of the author. */
const ENOUGH_LETTERS = 12

/** Catalan lies between its neighbours, so four words of theirs often look like it. It is believed less where nothing is its alone. */
const CATALAN =
  /(?:^| )(?:amb|és|els|què|però|molts?|gràcies|aquesta?|perquè|tinc|estic|avui|demà|encara|ningú|dels|als|meva|seva|vaig|heu|esteu|us|hem|han|està|són|ens|em|teniu|voldria|i|bon dia)(?: |$)|[çàèòïü]/u
const CATALAN_BY_CHANCE = 0.9

/** A longer text tells its language by its beginning: more costs time and makes nobody surer. */
const MOST = 200

interface Detector {
  detect(text: string): { getScores(): Record<string, number> }
}

/** What the words alone say. `sure`: enough words to believe them over what is known of the author. */
export interface LanguageGuess {
  language: string | null
  sure: boolean
}

export type GuessLanguage = (text: string) => LanguageGuess

/** Loads the n-gram model (13 MB, 15 ms; whole, where it was not shrunk at install: 140 MB, 0.5 s) and answers the guesser. */
export async function openLanguageGuesser(): Promise<GuessLanguage> {
  const weigh = createWordScale(await loadSubset().catch(loadWhole))
  return (text) => guess(weigh, text)
}

async function loadSubset(): Promise<Detector> {
  const { eld } = (await import('eld')) as unknown as { eld: Detector & { load(name: string): Promise<boolean> } }
  await eld.load(SUBSET)
  return eld
}

async function loadWhole(): Promise<Detector> {
  const { eld } = (await import('eld/small')) as unknown as { eld: Detector & { setLanguageSubset(languages: string[]): unknown } }
  eld.setLanguageSubset(LANGUAGES)
  return eld
}

/** The language to keep: the guess where it is sure, else the first hint (author, ticket, the network's word), else the guess. */
export function settleLanguage({ language, sure }: LanguageGuess, hints: readonly (string | null | undefined)[]): string | null {
  if (sure) return language
  return hints.find((hint) => hint) ?? language
}

function guess(weigh: WeighWord, text: string): LanguageGuess {
  const words = bareWords(text.slice(0, MOST))
  const short = SHORT_WORDS.get(words)
  if (short) return { language: short, sure: true }
  const { letters, ngrams, scores } = addUp(words.split(' ').map(weigh))
  if (letters === 0) return { language: null, sure: false }
  const shares = scores.map((score) => score / (score + SCALE * ngrams))
  const first = likeliest(shares, 1)
  const best = first === CA && !CATALAN.test(words) ? likeliest(shares, CATALAN_BY_CHANCE) : first
  return { language: LANGUAGES[best] ?? null, sure: letters >= ENOUGH_LETTERS && ngrams >= FEWEST_NGRAMS && shares[best]! >= RELIABLE }
}

/** What one word says: by language of LANGUAGES, the sum over its n-grams. */
interface Weighed {
  letters: number
  ngrams: number
  scores: Float32Array
}

type WeighWord = (word: string) => Weighed

/** Words recur: what each says is kept, within bounds. Asking for one costs twenty times as much as remembering it. */
const MOST_KNOWN = 20_000
const LONGEST_KNOWN = 24

function createWordScale(eld: Detector): WeighWord {
  const known = new Map<string, Weighed>()
  return (word) => {
    const found = known.get(word)
    if (found) return found
    const weighed = weighWord(eld, word)
    if (known.size >= MOST_KNOWN) known.clear()
    if (word.length <= LONGEST_KNOWN) known.set(word, weighed)
    return weighed
  }
}

/** eld answers mean / (mean + 25) over the n-grams of what it is shown, of which it takes one every three bytes. */
const SCALE = 25
const STRIDE = 3
/** What eld itself asks of an answer before it calls it reliable (0.75 of the 0.77 that right answers have on average). */
const RELIABLE = 0.58
const FEWEST_NGRAMS = 3

function weighWord(eld: Detector, word: string): Weighed {
  const ngrams = Math.max(1, Math.ceil((Buffer.byteLength(word) - 1) / STRIDE))
  const shares = eld.detect(word).getScores()
  const scores = Float32Array.from(LANGUAGES, (language) => ((shares[language] ?? 0) * SCALE * ngrams) / (1 - (shares[language] ?? 0)))
  return { letters: word.replace(/\P{L}/gu, '').length, ngrams, scores }
}

function addUp(words: readonly Weighed[]): Weighed {
  const sum: Weighed = { letters: 0, ngrams: 0, scores: new Float32Array(LANGUAGES.length) }
  for (const { letters, ngrams, scores } of words) {
    sum.letters += letters
    sum.ngrams += ngrams
    for (let at = 0; at < scores.length; at++) sum.scores[at]! += scores[at]!
  }
  return sum
}

const CA = LANGUAGES.indexOf('ca')

/** The place of the highest share, or -1 where all are 0. */
function likeliest(shares: Float32Array, catalan: number): number {
  let best = -1
  let most = 0
  for (let at = 0; at < shares.length; at++) {
    const share = at === CA ? shares[at]! * catalan : shares[at]!
    if (share <= most) continue
    best = at
    most = share
  }
  return best
}

/** What is left when handles, links, marks and numbers are gone: the words that a language is told by. */
function bareWords(text: string): string {
  const words = /[@#]|:\/\/|\p{N}/u.test(text) ? text.replace(NO_WORDS, ' ') : text
  return words
    .replace(/[^\p{L}'’]+/gu, ' ')
    .trim()
    .toLowerCase()
}

const NO_WORDS = /https?:\/\/\S+|[@#][\p{L}\p{N}._@-]+|(?<!\S)[^\s\p{N}]*\p{N}\S*/gu
