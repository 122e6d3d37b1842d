import { correctedMeaning } from '../domain/corrected-meaning.ts'
import { isAbuse } from '../domain/marks.ts'
import type { Entity } from '../domain/meaning.ts'
import type { HeatedWord } from '../storage/heated-word.ts'
import type { FoldedWord } from './contract/meaning.ts'

/** What an insult is about without being one: nothing of whose it is. */
const MATTERS: ReadonlySet<Entity['kind']> = new Set(['order', 'booking', 'flight', 'ticket', 'place'])
const MOST = 3

/** What stands in the place of words that surely attack people; null where the words themselves may be shown. */
export function presentFold(heat: HeatedWord | null): FoldedWord | null {
  if (!heat) return null
  const meaning = correctedMeaning(heat.meaning, heat.corrections)
  if (!isAbuse(meaning)) return null
  const named = meaning.entities.filter(({ kind }) => MATTERS.has(kind)).map(({ value }) => value)
  return { type: meaning.type, about: [...new Set([...meaning.topics, ...named])].slice(0, MOST) }
}
