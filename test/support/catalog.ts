import { readFileSync } from 'node:fs'

export const LOCALES = ['es', 'it', 'pt', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** The words of a language by the English of the source, as gettext keeps them. */
export function catalogOf(locale: Locale): Map<string, string> {
  const words = new Map<string, string>()
  for (const part of ['desk', 'office']) {
    const text = readFileSync(new URL(`../../web/locales/${locale}/${part}.po`, import.meta.url), 'utf8')
    for (const entry of text.split(/\n\n+/)) {
      const [id, said] = [field(entry, 'msgid'), field(entry, 'msgstr')]
      if (id) words.set(id, said)
    }
  }
  return words
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
