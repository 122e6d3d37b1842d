import { eachMatch, type Finder } from './finder.ts'

const MONTHS = [
  'enero|gennaio|janeiro|january|jan|gener|janvier',
  'febrero|febbraio|fevereiro|february|feb|febrer|février',
  'marzo|março|march|mar|març|mars',
  'abril|aprile|april|apr|avril',
  'mayo|maggio|maio|may|maig|mai',
  'junio|giugno|junho|june|jun|juny|juin',
  'julio|luglio|julho|july|jul|juliol|juillet',
  'agosto|august|aug|agost|août',
  'septiembre|setiembre|settembre|setembro|september|sept|sep|setembre|septembre',
  'octubre|ottobre|outubro|october|oct|octubre|octobre',
  'noviembre|novembre|novembro|november|nov',
  'diciembre|dicembre|dezembro|december|dec|desembre|décembre',
]
const NAMES = new Map(MONTHS.flatMap((names, at) => names.split('|').map((name) => [name, at + 1] as const)))
const NAME = [...NAMES.keys()].sort((a, b) => b.length - a.length).join('|')
const ANY_MONTH = new RegExp(NAME, 'iu')
const YEAR = String.raw`(?:,?\s+(?:de[l]?\s+)?(\d{4}))?`

const WORDS_DAY_FIRST = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(\d{1,2})(?:st|nd|rd|th|º|°)?\s+(?:de\s+|of\s+|di\s+|d')?(${NAME})${YEAR}(?![\p{L}\p{N}])`,
  'giu',
)
const WORDS_MONTH_FIRST = new RegExp(String.raw`(?<![\p{L}\p{N}])(${NAME})\s+(\d{1,2})(?:st|nd|rd|th)?${YEAR}(?![\p{L}\p{N}:])`, 'giu')
const ISO = /(?<![\p{L}\p{N}-])(\d{4})-(\d{2})-(\d{2})(?![\p{L}\p{N}-])/gu
const NUMBERS = /(?<![\p{L}\p{N}/.,-])(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\p{L}\p{N}/-])/gu

/** Calendar days, as 2026-03-14, or --03-14 where the year is left to guess. Days of the week are not resolved: that takes a clock. */
export const findDates: Finder = function* (text, { country }) {
  if (ANY_MONTH.test(text)) yield* inWords(text)
  if (!/\d[/.-]\d/.test(text)) return
  yield* eachMatch(text, ISO, (found) => dateOf(found, found[3]!, Number(found[2]), found[1]))
  yield* eachMatch(text, NUMBERS, (found) => {
    const [, first, mark, second, year] = found
    // "3.5" and "4-5" are figures and ranges: without a year only a slash makes a date.
    if (year === undefined && mark !== '/') return null
    return country === 'US' ? dateOf(found, second!, Number(first), year) : dateOf(found, first!, Number(second), year)
  })
}

function* inWords(text: string) {
  yield* eachMatch(text, WORDS_DAY_FIRST, (found) => dateOf(found, found[1]!, NAMES.get(found[2]!.toLowerCase())!, found[3]))
  yield* eachMatch(text, WORDS_MONTH_FIRST, (found) => dateOf(found, found[2]!, NAMES.get(found[1]!.toLowerCase())!, found[3]))
}

const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function dateOf(found: RegExpExecArray, day: string, month: number, year: string | undefined) {
  if (Number(day) < 1 || !(Number(day) <= (LONGEST[month - 1] ?? 0))) return null
  const two = (value: number) => String(value).padStart(2, '0')
  const whole = year === undefined ? '-' : year.length === 2 ? `20${year}` : year
  return { kind: 'date' as const, value: `${whole}-${two(month)}-${two(Number(day))}`, start: found.index, end: found.index + found[0].length }
}
