/** An answer of ours. Ids are given in the order in which things became known to us. */
export interface GivenAnswer {
  id: bigint
  at: Temporal.Instant
  /** Written in Plaza: whoever wrote it knew what had come in. What was said on the network itself was said by somebody who saw what stood there. */
  inPlaza: boolean
}

/**
 * When something that was written or done in Plaza came to bear: after every word that had come in, however far ahead the clock of its sender was.
 * The mirror of `unseenBy`.
 */
export function knowingAt({ id, at }: Pick<GivenAnswer, 'id' | 'at'>, words: readonly { id: bigint; at: Temporal.Instant }[]): Temporal.Instant {
  return words.reduce((latest, word) => (word.id < id && Temporal.Instant.compare(word.at, latest) > 0 ? word.at : latest), at)
}

/**
 * The rule for words that are heard late. A word that was said before an answer of ours and came in after it does not stand answered by it, where
 * that answer was written in Plaza: its author can't have known the word. An answer given on the network itself answers all that was said before
 * it, whenever either is heard. So what stands answered never depends on the order in which a network tells.
 * Answers when the last answer was given that could not have known the word, before the first that could; null where none was.
 */
export function unseenBy(word: { id: bigint; at: Temporal.Instant }, answers: readonly GivenAnswer[]): Temporal.Instant | null {
  let last: Temporal.Instant | null = null
  const later = answers.filter(({ at }) => Temporal.Instant.compare(at, word.at) >= 0)
  for (const { id, at, inPlaza } of later.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))) {
    if (!inPlaza || id > word.id) return last
    last = at
  }
  return last
}
