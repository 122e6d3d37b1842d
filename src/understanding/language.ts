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
  detect(text: string): { language: string; isReliable(): boolean; getScores(): Record<string, number> }
}

/** What the words alone say. `sure`: enough words to believe them over what is known of the author. */
export interface LanguageGuess {
  language: string | null
  sure: boolean
}

export type GuessLanguage = (text: string) => LanguageGuess

/** Loads the n-gram model (13 MB, 15 ms; whole, where it was not shrunk at install: 140 MB, 0.5 s) and answers the guesser. */
export async function openLanguageGuesser(): Promise<GuessLanguage> {
  const eld = await loadSubset().catch(loadWhole)
  return (text) => guess(eld, text)
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

function guess(eld: Detector, text: string): LanguageGuess {
  const words = bareWords(text.slice(0, MOST))
  const short = SHORT_WORDS.get(words)
  if (short) return { language: short, sure: true }
  const letters = words.replace(/\P{L}/gu, '').length
  if (letters === 0) return { language: null, sure: false }
  const result = eld.detect(words)
  const language = result.language === 'ca' && !CATALAN.test(words) ? likeliest(result.getScores()) : result.language
  return { language: language || null, sure: language !== '' && letters >= ENOUGH_LETTERS && result.isReliable() }
}

function likeliest({ ca = 0, ...others }: Record<string, number>): string {
  const [best = ['', 0]] = Object.entries(others).sort((a, b) => b[1] - a[1])
  return ca * CATALAN_BY_CHANCE > best[1] ? 'ca' : best[0]
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
