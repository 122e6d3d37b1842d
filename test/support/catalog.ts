import { readFileSync } from 'node:fs'

export const LOCALES = ['es', 'it', 'pt', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** The words of a language by the English of the source. */
export function catalogOf(locale: Locale): Map<string, string> {
  return new Map(entriesOf(locale))
}

/** All that a language's catalogs say, as gettext keeps it: English, then its words. The same English may stand in several contexts. */
export function entriesOf(locale: Locale): [english: string, said: string][] {
  return ['desk', 'office'].flatMap((part) => {
    const text = readFileSync(new URL(`../../web/locales/${locale}/${part}.po`, import.meta.url), 'utf8')
    return text.split(/\n\n+/).flatMap((entry): [string, string][] => {
      const id = field(entry, 'msgid')
      return id ? [[id, field(entry, 'msgstr')]] : []
    })
  })
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

/** A quoted value, which may go on over several lines. */
function field(entry: string, name: 'msgid' | 'msgstr'): string {
  const [, quoted = ''] = new RegExp(`^${name} ((?:".*"\\n?)+)`, 'm').exec(entry) ?? []
  return [...quoted.matchAll(/^"(.*)"$/gm)].map(([, piece]) => JSON.parse(`"${piece}"`) as string).join('')
}
