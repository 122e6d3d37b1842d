/** Making an Intl object costs far more than using it: one a locale. */
const names = new Map<string, Intl.DisplayNames>()

/** «español», «Spanish»: a language by its code, in the reader's own; a code that nobody knows as it is. */
export function languageName(code: string, locale: string): string {
  const known = names.get(locale) ?? new Intl.DisplayNames([locale], { type: 'language' })
  names.set(locale, known)
  return known.of(code) ?? code
}
