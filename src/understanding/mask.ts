import type { Entity, EntityKind } from '../domain/meaning.ts'

/** What tells who somebody is; amounts, places, dates and flights stay, the meaning lies in them. */
const PERSONAL: ReadonlySet<EntityKind> = new Set(['email', 'phone', 'card', 'iban', 'national-id', 'order', 'booking', 'ticket'])
const HANDLES_AND_LINKS = /(?:https?:\/\/|www\.)\S+|@[\p{L}\p{N}._-]+(?:@[\p{L}\p{N}.-]+)?/gu
/** No kind of ours, and yet nobody's business: five digits or more, however they are set apart. */
const LONG_NUMBERS = /\d(?:[\s.·−\p{Pd}\p{Cf}]{0,3}\d){4,}/gu

/** The text without what tells who somebody is: "[email]", "[card]" … Names remain: no list knows them all. */
export function mask(text: string, entities: readonly Entity[]): string {
  const personal = entities.filter(({ kind }) => PERSONAL.has(kind)).toSorted((a, b) => a.start - b.start)
  let masked = ''
  let at = 0
  for (const { kind, start, end } of personal) {
    masked += `${maskLoose(text.slice(at, start))}[${kind}]`
    at = end
  }
  return masked + maskLoose(text.slice(at))
}

function maskLoose(text: string): string {
  return text.replace(HANDLES_AND_LINKS, (found) => (found.startsWith('@') ? '@somebody' : '[link]')).replace(LONG_NUMBERS, '[number]')
}
