import { accountKey, type Facts } from '../facts.ts'
import type { ManualDocument } from '../shape/document.ts'
import type { AddWords } from './asked.ts'
import { wordFinder, type Hits } from './word-finder.ts'

/** A message before the manual: its facts, and what the manual's own words make of them. */
export interface Case {
  facts: Facts
  hits: Hits
  /** Names of the manual. */
  accounts: readonly string[]
  topics: readonly string[]
  offLimits: readonly string[]
}

/** Prepares the manual's words. Once all lists are in, what it answers reads facts. */
export function readCase(
  { accounts, topics, offLimits }: ManualDocument,
  addWords: AddWords,
): (lists: readonly (readonly string[])[]) => (facts: Facts) => Case {
  const nameOf = new Map(Object.entries(accounts).map(([name, { network, handle }]) => [accountKey(network, handle), name]))
  const topicLists = Object.entries(topics).map(([name, words]) => ({ name, list: addWords(words) }))
  const subjects = Object.entries(offLimits).map(([name, { words, hints }]) => ({ name, words: addWords(words), hints: addWords(hints) }))
  return (lists) => {
    const find = wordFinder(lists)
    return (facts) => {
      const hits = find(facts.text)
      const found = topicLists.filter(({ list }) => hits.has(list)).map(({ name }) => name)
      const touched = subjects.filter(({ words, hints }) => hits.has(words) || (facts.meaning.offLimits && hits.has(hints)))
      return {
        facts,
        hits,
        accounts: facts.accounts.map((key) => nameOf.get(key) ?? key),
        topics: found,
        offLimits: touched.map(({ name }) => name),
      }
    }
  }
}
