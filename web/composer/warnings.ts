import type { NetworkName, Visibility } from '../../src/domain/network-name.ts'

export type Warning = 'email' | 'phone' | 'iban' | 'card' | 'paid-link'

/** What an agent should think twice about before this goes out. */
export function warningsIn(text: string, visibility: Visibility, network: NetworkName): Warning[] {
  const found: Warning[] = visibility === 'public' ? personalData(text) : []
  return network === 'x' && /https?:\/\/\S|\bwww\.\S/iu.test(text) ? [...found, 'paid-link'] : found
}

/** Data of a person that everybody would read. */
function personalData(text: string): Warning[] {
  const found: Warning[] = []
  // Mastodon's `@user@host` is a mention, not an address.
  if (/(?<![@\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/u.test(text)) found.push('email')
  const ibans = [...text.matchAll(IBAN)].filter(([iban]) => isIban(iban))
  if (ibans.length > 0) found.push('iban')
  const rest = text.replaceAll(IBAN, (run) => (isIban(run) ? ' ' : run)).replaceAll(/https?:\/\/\S+/giu, ' ')
  const runs = [...rest.matchAll(DIGITS)].map(([run]) => run)
  const cards = runs.filter(isCard)
  if (cards.length > 0) found.push('card')
  if (runs.some((run) => !cards.includes(run) && isPhone(run))) found.push('phone')
  return found
}

const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/gu
const DIGITS = /(?<![\w@/-])\+?\(?\d(?:[ ().-]{0,2}\d){6,18}(?!\w)/gu

/** ISO 7064, mod 97. */
function isIban(run: string): boolean {
  const bare = run.replaceAll(' ', '')
  if (bare.length < 15 || bare.length > 34) return false
  const digits = (bare.slice(4) + bare.slice(0, 4)).replaceAll(/[A-Z]/gu, (letter) => String(letter.charCodeAt(0) - 55))
  return BigInt(digits) % 97n === 1n
}

/** ISO/IEC 7812: 13 to 19 digits that pass Luhn. */
function isCard(run: string): boolean {
  const digits = run.replaceAll(/\D/gu, '')
  if (digits.length < 13 || digits.length > 19) return false
  const sum = [...digits].reverse().reduce((sum, digit, at) => sum + luhn(Number(digit), at), 0)
  return sum % 10 === 0
}

function luhn(digit: number, at: number): number {
  if (at % 2 === 0) return digit
  return digit > 4 ? digit * 2 - 9 : digit * 2
}

/** Seven to fifteen digits (E.164), written as one writes a number and not as a date or a sum. */
function isPhone(run: string): boolean {
  const digits = run.replaceAll(/\D/gu, '').length
  return digits >= (run.startsWith('+') ? 7 : 9) && digits <= 15 && !/^\d{1,4}[.-]\d{1,2}[.-]\d{1,4}$/u.test(run)
}
