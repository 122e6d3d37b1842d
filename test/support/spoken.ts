import type { Page } from 'playwright-core'
import { entriesOf, LOCALES, type Locale } from './catalog.ts'

/**
 * Answers whether a text on a screen is wholly in a language: said by its catalog, with any names in it, or by the browser's own calendar
 * and names of languages; what stands side by side, part by part.
 */
export function speakerOf(locale: Locale): (text: string) => boolean {
  const says = catalogSpeaker(locale)
  const calendar = calendarWords(locale)
  const explains = (text: string) => says(text) || (text.match(/\p{L}+/gu) ?? []).every((word) => calendar.has(word.toLocaleLowerCase(locale)))
  const parts = (text: string, by: RegExp, explained: (part: string) => boolean) => explained(text) || text.split(by).every((part) => explained(part))
  return (text) => parts(text, / · |: /, (part) => parts(part, /,| (?:and|e|y|ed) /, explains))
}

/** Languages that people may say they write in. */
const TONGUES = ['es', 'it', 'pt', 'en', 'ca', 'gl', 'eu', 'fr', 'de', 'nl']

/** The catalog's texts, whole or the part of one that stands between names and links. */
function catalogSpeaker(locale: Locale): (text: string) => boolean {
  const whole = new Set(TONGUES.map((tongue) => tidy(new Intl.DisplayNames(locale, { type: 'language' }).of(tongue)!).toLowerCase()))
  const filled: RegExp[] = []
  for (const [, said] of entriesOf(locale)) {
    for (const segment of branchesOf(said).flatMap((branch) => branch.split(/<\/?\d+\/?>/))) {
      const pieces = tidy(segment).split(/\{\w+\}|#/)
      for (const piece of pieces) whole.add(tidy(piece).toLowerCase())
      if (pieces.length > 1 && pieces.join('').trim().length >= SURE) filled.push(new RegExp(`^${pieces.map(escape).join(String.raw`[\s\S]*?`)}$`))
    }
  }
  const foreign = new Set(LOCALES.filter((other) => other !== locale).flatMap((other) => entriesOf(other).map(([, said]) => said)))
  return (text) => whole.has(tidy(text).toLowerCase()) || (!foreign.has(tidy(text)) && filled.some((pattern) => pattern.test(tidy(text))))
}

/** Fewer letters around a name would explain anything. */
const SURE = 3

const SHAPES: Intl.DateTimeFormatOptions[] = [
  { dateStyle: 'full', timeStyle: 'short' },
  { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  { day: 'numeric', month: 'short', year: 'numeric' },
]

/** Every word that a year of dates has, in the morning and in the evening. */
function calendarWords(locale: Locale): Set<string> {
  const days = Array.from({ length: 365 }, (_, n) => Date.UTC(2026, 0, 1 + n, (n % 2) * 12 + 6))
  const dates = SHAPES.flatMap((shape) => days.map((day) => new Intl.DateTimeFormat(locale, shape).format(day)))
  return new Set(dates.flatMap((date) => date.match(/\p{L}+/gu) ?? []).map((word) => word.toLocaleLowerCase(locale)))
}

/** A message with plurals is one text for each of its forms. */
function branchesOf(message: string): string[] {
  const start = /\{\w+, (?:plural|select),/.exec(message)
  if (!start) return [message]
  const end = closing(message, start.index)
  const forms = [...message.slice(start.index + start[0].length, end).matchAll(/\w+ \{([^{}]*)\}/g)].map(([, form]) => form!)
  return forms.flatMap((form) => branchesOf(message.slice(0, start.index) + form + message.slice(end + 1)))
}

function closing(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth += 1
    if (text[at] === '}' && (depth -= 1) === 0) return at
  }
  throw new Error(`a brace is not closed in «${text}»`)
}

function tidy(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

function escape(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
}

/**
 * Everything that can be read or is read aloud on a page: texts, names, placeholders and titles. Times are told by `datesOn`; keys and
 * code speak no language, and what names its own is not ours.
 */
export function textsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [document.title]
    const isSilent = (element: Element | null) => !element || element.closest('time, kbd, code, pre, script, style, [aria-hidden=true], body [lang]') !== null
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) if (!isSilent(walker.currentNode.parentElement)) texts.push(walker.currentNode.textContent ?? '')
    for (const name of ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'placeholder', 'title', 'alt'])
      for (const element of document.querySelectorAll(`[${name}]`)) if (!element.closest('time')) texts.push(element.getAttribute(name) ?? '')
    return [...new Set(texts)].filter((text) => /\p{L}{2}/u.test(text))
  })
}

/** The times on a page: what is shown, and the exact one that the browser's own calendar tells in `locale`. */
export function datesOn(page: Page, locale: Locale): Promise<{ shown: string; title: string; expected: string }[]> {
  return page.evaluate((locale) => {
    const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' })
    return [...document.querySelectorAll('time')].map((time) => ({
      shown: time.textContent ?? '',
      title: time.title,
      expected: exact.format(Date.parse(time.dateTime)),
    }))
  }, locale)
}
