/** Letters whose accent is not a mark of its own. */
const PLAIN: Record<string, string> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', '’': "'", '…': '...' }

/** One spelling for what people write in many: lower case, no accents, at most two of the same letter in a row. */
export function fold(word: string): string {
  const lower = word.toLowerCase()
  // Nearly every word is plain: normalising costs more than all the rest.
  const plain = /[^\x21-\x7e]/.test(lower) ? bare(lower) : lower
  return /(.)\1\1/.test(plain) ? plain.replace(/(.)\1{2,}/gu, '$1$1') : plain
}

function bare(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßøłđæœ’…]/g, (letter) => PLAIN[letter]!)
}
