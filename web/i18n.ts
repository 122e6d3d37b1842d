import { i18n } from '@lingui/core'
import type { Me } from '../src/http/contract/workspace.ts'

export type Locale = Me['locale']
export const LOCALES = ['es', 'it', 'pt', 'en'] as const satisfies readonly Locale[]
export const LOCALE_NAMES: Record<Locale, string> = { es: 'Español', it: 'Italiano', pt: 'Português', en: 'English' }

type Catalog = { messages: Record<string, string> }
const catalogs: Record<Locale, () => Promise<Catalog[]>> = {
  es: () => Promise.all([import('./locales/es/desk.po'), import('./locales/es/office.po')]),
  it: () => Promise.all([import('./locales/it/desk.po'), import('./locales/it/office.po')]),
  pt: () => Promise.all([import('./locales/pt/desk.po'), import('./locales/pt/office.po')]),
  en: () => Promise.all([import('./locales/en/desk.po'), import('./locales/en/office.po')]),
}

const KEPT = 'plaza.locale'

/** Loads one locale's words and speaks it from now on; remembered on this browser. */
export async function speak(locale: Locale): Promise<void> {
  const parts = await catalogs[locale]()
  i18n.loadAndActivate({ locale, messages: Object.assign({}, ...parts.map((part) => part.messages)) })
  document.documentElement.lang = locale
  localStorage.setItem(KEPT, locale)
}

/** What this browser spoke last, else what the person's system prefers, else English. */
export function preferredLocale(): Locale {
  const wishes = [localStorage.getItem(KEPT), ...navigator.languages.map((tag) => tag.slice(0, 2))]
  return wishes.find(isLocale) ?? 'en'
}

function isLocale(wish: string | null): wish is Locale {
  return LOCALES.some((locale) => locale === wish)
}
