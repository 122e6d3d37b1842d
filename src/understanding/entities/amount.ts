import { eachMatch, type Finder } from './finder.ts'

/** ISO 4217 by sign or word. */
const CURRENCIES: Record<string, string> = {
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  pavos: 'EUR',
  '£': 'GBP',
  gbp: 'GBP',
  pounds: 'GBP',
  quid: 'GBP',
  libras: 'GBP',
  r$: 'BRL',
  brl: 'BRL',
  reais: 'BRL',
  real: 'BRL',
  us$: 'USD',
  usd: 'USD',
  dollars: 'USD',
  bucks: 'USD',
  dólares: 'USD',
  dolares: 'USD',
  dollari: 'USD',
  's/': 'PEN',
  's/.': 'PEN',
  soles: 'PEN',
  '₦': 'NGN',
  naira: 'NGN',
  '₹': 'INR',
  rs: 'INR',
  rupees: 'INR',
  chf: 'CHF',
  franchi: 'CHF',
  'fr.': 'CHF',
  ksh: 'KES',
  mxn: 'MXN',
  ars: 'ARS',
  clp: 'CLP',
  cop: 'COP',
}
/** Whose peso or dollar it is. */
const HOME: Record<string, string> = {
  AR: 'ARS',
  AU: 'AUD',
  CA: 'CAD',
  CL: 'CLP',
  CO: 'COP',
  DO: 'DOP',
  EC: 'USD',
  MX: 'MXN',
  NZ: 'NZD',
  PH: 'PHP',
  PR: 'USD',
  SV: 'USD',
  US: 'USD',
  UY: 'UYU',
}
const AMBIGUOUS = new Set(['$', 'pesos', 'peso', 'plata'])
const NUMBER = String.raw`\d{1,3}(?:[.,'’ ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?`
const BEFORE = String.raw`US\$|R\$|S\/\.?|[€£$₦₹]|(?:EUR|USD|GBP|CHF|MXN|ARS|CLP|COP|BRL|Ksh|Rs|fr\.)(?=[ \d])`
const BEHIND = String.raw`€|£|\$|₹|EUR|USD|GBP|CHF|MXN|ARS|CLP|COP|BRL|euros?|pavos|pounds|quid|dollars|bucks|dólares|dolares|dollari|pesos?|reais|soles|libras|naira|rupees|franchi`
const ANY_CURRENCY = new RegExp(String.raw`${BEHIND}|${BEFORE}`, 'i')
const WRITTEN = new RegExp(String.raw`(?<![\p{L}\p{N}.,])(?:(${BEFORE})\s?(${NUMBER})|(${NUMBER})\s?(${BEHIND}))(?![\p{L}\p{N}])`, 'giu')

/** Sums of money, as "1234.5 EUR"; a bare $ is the country's own where that is known. */
export const findAmounts: Finder = (text, { country }) =>
  !ANY_CURRENCY.test(text)
    ? []
    : eachMatch(text, WRITTEN, (found) => {
        const [written, before, first, second, behind] = found
        const sign = (before ?? behind)!.toLowerCase()
        const currency = AMBIGUOUS.has(sign) ? (HOME[country ?? ''] ?? '$') : (CURRENCIES[sign] ?? sign.toUpperCase())
        return { kind: 'amount', value: `${numberOf((first ?? second)!)} ${currency}`, start: found.index, end: found.index + written.length }
      })

/** The last mark is decimal when one or two digits follow it, and groups thousands when three do. */
function numberOf(written: string): string {
  const [, whole, fraction] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(written)!
  return fraction === undefined ? whole!.replace(/\D/g, '') : `${whole!.replace(/\D/g, '')}.${fraction}`
}
