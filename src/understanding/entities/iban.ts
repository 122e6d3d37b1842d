import { isValidIBAN } from 'ibantools'
import { eachMatch, type Finder } from './finder.ts'

const WRITTEN = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[\s\p{Pd}]{0,3}[A-Z\d]){11,34}/giu
const BETWEEN = /[\s\p{Pd}]/gu
const SHORTEST = 15

/** Bank accounts. What follows may look like more of it: the longest beginning whose check digits hold counts. A code before it is none of it. */
export const findIbans: Finder = (text) =>
  eachMatch(text, WRITTEN, ({ 0: written, index }) => {
    for (let length = written.length; length >= SHORTEST; length--) {
      if (/[^\p{L}\p{N}]/u.test(written[length - 1]!) || /[\p{L}\p{N}]/u.test(text[index + length] ?? '')) continue
      const value = written.slice(0, length).replace(BETWEEN, '').toUpperCase()
      if (!isValidIBAN(value)) continue
      WRITTEN.lastIndex = index + length
      return { kind: 'iban', value, start: index, end: index + length }
    }
    WRITTEN.lastIndex = index + written.split(BETWEEN, 1)[0]!.length
    return null
  })
