/** Letters whose accent is not a mark of its own. */
const PLAIN: Record<string, string> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', '’': "'", '…': '...' }

/** Words recur: what each folds to is kept, within bounds. */
const MOST_KNOWN = 20_000
const LONGEST_KNOWN = 24
const known = new Map<string, string>()

/** One spelling for what people write in many: lower case, no accents, at most two of the same letter in a row. */
export function fold(word: string): string {
  const found = known.get(word)
  if (found !== undefined) return found
  const folded = refold(word)
  if (known.size >= MOST_KNOWN) known.clear()
  if (word.length <= LONGEST_KNOWN) known.set(word, folded)
  return folded
}

function refold(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßøłđæœ’…]/g, (letter) => PLAIN[letter]!)
    .replace(/(.)\1{2,}/gu, '$1$1')
}
