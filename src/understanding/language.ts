import { SHORT_WORDS } from './short-words.ts'

/** Languages that Plaza tells apart; what it is first spoken in, and those most often taken for them. */
const LANGUAGES = ['es', 'it', 'pt', 'en', 'ca', 'fr']
/** Below this many letters a guess is worth less than what is known of the author. */
const ENOUGH_LETTERS = 12

interface Detector {
  detect(text: string): { language: string; isReliable(): boolean }
  setLanguageSubset(languages: string[]): unknown
}

/** Answers a language code, or null when neither the text nor the hints tell. */
export type DetectLanguage = (text: string, hints: (string | null | undefined)[]) => string | null

/**
 * Loads the n-gram model (about 150 MB of memory, 0.4 s) and answers the detector. `hints` are what is known of the author,
 * the ticket and the network's word, best first: they decide where a text is too short to tell.
 */
export async function openLanguageDetector(): Promise<DetectLanguage> {
  const { eld } = (await import('eld/small')) as unknown as { eld: Detector }
  eld.setLanguageSubset(LANGUAGES)
  return (text, hints) => detect(eld, text, hints)
}

function detect(eld: Detector, text: string, hints: (string | null | undefined)[]): string | null {
  const words = bareWords(text)
  const short = SHORT_WORDS.get(words)
  if (short) return short
  const hint = hints.find((candidate) => candidate) ?? null
  const letters = words.replace(/\P{L}/gu, '').length
  if (letters === 0) return hint
  const guess = eld.detect(words)
  if (guess.language && (guess.isReliable() || hint === null) && (letters >= ENOUGH_LETTERS || hint === null)) return guess.language
  return hint ?? (guess.language || null)
}

/** What is left when handles, links, marks and numbers are gone: the words that a language is told by. */
function bareWords(text: string): string {
  return text
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/[@#][\p{L}\p{N}._@-]+/gu, ' ')
    .replace(/\S*\p{N}\S*/gu, ' ')
    .replace(/[^\p{L}'’ ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}
