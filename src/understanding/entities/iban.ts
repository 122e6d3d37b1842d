import { isValidIBAN } from 'ibantools'
import { eachMatch, type Finder } from './finder.ts'

const WRITTEN = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ -]?[A-Z\d]){11,34}/giu
const SHORTEST = 15

/** Bank accounts. What follows may look like more of it: the longest beginning whose check digits hold counts. */
export const findIbans: Finder = (text) =>
  eachMatch(text, WRITTEN, ({ 0: written, index }) => {
    for (let length = written.length; length >= SHORTEST; length--) {
      const value = written.slice(0, length).replace(/[ -]/g, '').toUpperCase()
      if (/[ -]/.test(written[length - 1]!) || /[\p{L}\p{N}]/u.test(text[index + length] ?? '')) continue
      if (isValidIBAN(value)) return { kind: 'iban', value, start: index, end: index + length }
    }
    return null
  })
