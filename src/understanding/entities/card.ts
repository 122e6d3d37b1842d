import { luhn, monotone } from './checksums.ts'
import { eachMatch, type Finder } from './finder.ts'

/** No more groups than a card has digits: what one look costs has a bound. */
const GROUPS = /(?<![\p{L}\p{N}+])\d+(?:[\s\p{Pd}]{1,3}\d+){0,18}(?![\p{L}\p{N}])/gu
const SHORTEST = 13
const LONGEST = 19
/** Lengths and first digits of the schemes that are in use (ISO/IEC 7812 registry, by name). */
const ISSUED =
  /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|2720\d{12}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|6\d{15}(?:\d{3})?|50\d{14}|5[6-9]\d{14})$/

/** Payment cards: a known beginning and length, and the Luhn digit. Other numbers may stand before and behind: the longest that holds counts. */
export const findCards: Finder = (text) =>
  eachMatch(text, GROUPS, ({ 0: written, index }) => {
    const digits = written.replace(/\D+/g, '')
    if (digits.length < SHORTEST) return null
    const card = cardIn(written, digits)
    GROUPS.lastIndex = index + (card?.length ?? /^\d+/.exec(written)![0].length)
    return card && { kind: 'card', value: card.value, start: index, end: index + card.length }
  })

/** The longest that begins where these groups do and ends where one of them does, with its length as it is written. */
function cardIn(written: string, digits: string): { value: string; length: number } | null {
  let card: { value: string; length: number } | null = null
  let taken = 0
  for (const { 0: group, index } of written.matchAll(/\d+/g)) {
    taken += group.length
    if (taken > LONGEST) break
    const value = digits.slice(0, taken)
    if (ISSUED.test(value) && luhn(value) && !monotone(value)) card = { value, length: index + group.length }
  }
  return card
}
