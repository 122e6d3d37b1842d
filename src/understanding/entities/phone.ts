import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { eachMatch, type Finder } from './finder.ts'

const WRITTEN = /(?<![\p{L}\p{N}.,/#-])(?:\+|00)?\(?\d(?:[ ().-]{0,2}\d){6,14}(?![\p{L}\p{N}-])/gu

/** Telephone numbers, in international form or as the people of the given country write them. Other countries' forms are not guessed. */
export const findPhones: Finder = (text, { country }) =>
  eachMatch(text, WRITTEN, ({ 0: written, index }) => {
    const home = country !== null && isSupportedCountry(country) ? country : undefined
    if (home === undefined && !/^(?:\+|00)/.test(written)) return null
    const phone = parsePhoneNumberFromString(written.replace(/^00/, '+'), home)
    return phone?.isValid() ? { kind: 'phone', value: phone.number, start: index, end: index + written.length } : null
  })
