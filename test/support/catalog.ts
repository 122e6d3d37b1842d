import { readFileSync } from 'node:fs'

export const LOCALES = ['es', 'it', 'pt', 'en'] as const
export type Locale = (typeof LOCALES)[number]
type Room = 'desk' | 'office'

/** The words of a language by the English of the source. */
export function catalogOf(locale: Locale): Map<string, string> {
  return new Map(entriesOf(locale))
}

/** All that a language's catalogs say, as gettext keeps it: English, then its words. The same English may stand in several contexts. */
export function entriesOf(locale: Locale): [english: string, said: string][] {
  return [...entriesIn(locale, 'desk'), ...entriesIn(locale, 'office')].map(({ english, said }) => [english, said])
}

/** What one room says in a language, by the English and its context. */
export function roomWords(locale: Locale, room: Room): Map<string, string> {
  return new Map(entriesIn(locale, room).map(({ english, context, said }) => [context ? `${english} (${context})` : english, said]))
}

/** The words for one English text; refuses what the catalog does not have, so that no journey looks for words that nobody shows. */
export function wordsIn(locale: Locale): (english: string) => string {
  const catalog = catalogOf(locale)
  return (english) => {
    const said = catalog.get(english)
    if (!said) throw new Error(`no words in ${locale} for «${english}»`)
    return said
  }
}

function entriesIn(locale: Locale, room: Room): { english: string; context: string; said: string }[] {
  const text = readFileSync(new URL(`../../web/locales/${locale}/${room}.po`, import.meta.url), 'utf8')
  return text
    .split(/\n\n+/)
    .map((entry) => ({ english: field(entry, 'msgid'), context: field(entry, 'msgctxt'), said: field(entry, 'msgstr') }))
    .filter(({ english }) => english)
}

/** A quoted value, which may go on over several lines. */
function field(entry: string, name: 'msgid' | 'msgctxt' | 'msgstr'): string {
  const [, quoted = ''] = new RegExp(`^${name} ((?:".*"\\n?)+)`, 'm').exec(entry) ?? []
  return [...quoted.matchAll(/^"(.*)"$/gm)].map(([, piece]) => JSON.parse(`"${piece}"`) as string).join('')
}
