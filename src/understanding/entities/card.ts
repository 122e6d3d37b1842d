import { luhn, monotone } from './checksums.ts'
import { eachMatch, type Finder } from './finder.ts'

const WRITTEN = /(?<![\p{L}\p{N}+])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}])/gu
/** Lengths and first digits of the schemes that are in use (ISO/IEC 7812 registry, by name). */
const ISSUED =
  /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|2720\d{12}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|6\d{15}(?:\d{3})?|50\d{14}|5[6-9]\d{14})$/

/** Payment cards: a known beginning and length, and the Luhn digit. */
export const findCards: Finder = (text) =>
  eachMatch(text, WRITTEN, ({ 0: written, index }) => {
    const value = written.replace(/\D/g, '')
    return ISSUED.test(value) && luhn(value) && !monotone(value) ? { kind: 'card', value, start: index, end: index + written.length } : null
  })
