import { i18n } from '@lingui/core'
import type { Me } from '../src/http/contract/workspace.ts'

export type Locale = Me['locale']
export const LOCALES = ['es', 'it', 'pt', 'en'] as const satisfies readonly Locale[]
export const LOCALE_NAMES: Record<Locale, string> = { es: 'Español', it: 'Italiano', pt: 'Português', en: 'English' }

/** The words of the desk are there before anything is drawn; those of the office come with its first screen. */
type Room = 'desk' | 'office'

type Catalog = { messages: Record<string, string> }
const catalogs: Record<Room, Record<Locale, () => Promise<Catalog>>> = {
  desk: {
    es: () => import('./locales/es/desk.po'),
    it: () => import('./locales/it/desk.po'),
    pt: () => import('./locales/pt/desk.po'),
    en: () => import('./locales/en/desk.po'),
  },
  office: {
    es: () => import('./locales/es/office.po'),
    it: () => import('./locales/it/office.po'),
    pt: () => import('./locales/pt/office.po'),
    en: () => import('./locales/en/office.po'),
  },
}

const KEPT = 'plaza.locale'
const rooms = new Set<Room>(['desk'])
let wanted: Locale = 'en'

/** Loads one locale's words and speaks it from now on; remembered on this browser. */
export async function speak(locale: Locale): Promise<void> {
  wanted = locale
  await Promise.all([...rooms].map((room) => learn(room, locale)))
  // Another was chosen while this one was on its way.
  if (wanted !== locale) return
  i18n.activate(locale)
  document.documentElement.lang = locale
  localStorage.setItem(KEPT, locale)
}

/** The words of another room too, in the language spoken now and in any spoken later. */
export function speakOf(room: Room): Promise<void> {
  rooms.add(room)
  return learn(room, wanted)
}

const learned = new Map<string, Promise<void>>()

/** Each is fetched once; what fails is tried again by whoever asks next. */
function learn(room: Room, locale: Locale): Promise<void> {
  const key = `${room} ${locale}`
  const coming = learned.get(key) ?? catalogs[room][locale]().then(({ messages }) => i18n.load(locale, messages))
  learned.set(key, coming)
  coming.catch(() => learned.delete(key))
  return coming
}

/** What this browser spoke last, else what the person's system prefers, else English. */
export function preferredLocale(): Locale {
  const wishes = [localStorage.getItem(KEPT), ...navigator.languages.map((tag) => tag.slice(0, 2))]
  return wishes.find(isLocale) ?? 'en'
}

function isLocale(wish: string | null): wish is Locale {
  return LOCALES.some((locale) => locale === wish)
}
