import type { Entity } from '../../domain/meaning.ts'
import { monotone, weighed } from './checksums.ts'
import { eachMatch, namedBefore, type Around, type Finder } from './finder.ts'

interface Scheme {
  scheme: string
  country: string
  /** Tells it from other numbers of its shape. */
  name: RegExp
  pattern: RegExp
  /** So weak a shape or check that only its name before it, or its country, makes it one. */
  weak?: (canonical: string, written: string) => boolean
  valid(canonical: string): boolean
}

const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE'

const SCHEMES: readonly Scheme[] = [
  {
    scheme: 'codice-fiscale',
    country: 'IT',
    name: /\b(?:codice fiscale|c\.?\s?f\.?)\W*$/i,
    pattern: /(?<![\p{L}\p{N}])[A-Z]{6}[\dLMNP-V]{2}[ABCDEHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z](?![\p{L}\p{N}])/giu,
    valid: validCodiceFiscale,
  },
  {
    scheme: 'curp',
    country: 'MX',
    name: /\bcurp\W*$/i,
    pattern: /(?<![\p{L}\p{N}])[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z\d]\d(?![\p{L}\p{N}])/giu,
    valid: validCurp,
  },
  {
    scheme: 'dni',
    country: 'ES',
    name: /\b(?:dni|nif)\W*(?:n\S*)?\W*$/i,
    pattern: /(?<![\p{L}\p{N}.,-])(?:\d{8}|\d{2}\.\d{3}\.\d{3})[ -]?[A-HJ-NP-TV-Z](?![\p{L}\p{N}])/giu,
    valid: (id) => id[8] === LETTERS[Number(id.slice(0, 8)) % 23],
  },
  {
    scheme: 'nie',
    country: 'ES',
    name: /\bnie\W*$/i,
    pattern: /(?<![\p{L}\p{N}])[XYZ][ -]?(?:\d{7}|\d\.\d{3}\.\d{3})[ -]?[A-HJ-NP-TV-Z](?![\p{L}\p{N}])/giu,
    valid: (id) => id[8] === LETTERS[Number(`${'XYZ'.indexOf(id[0]!)}${id.slice(1, 8)}`) % 23],
  },
  {
    scheme: 'cnpj',
    country: 'BR',
    name: /\bcnpj\W*$/i,
    pattern: /(?<![\p{L}\p{N}.,/-])(?:\d{14}|\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2})(?![\p{L}\p{N}])/gu,
    valid: validCnpj,
  },
  {
    scheme: 'cpf',
    country: 'BR',
    name: /\bcpf\W*(?:n\S*|é|e)?\W*$/i,
    pattern: /(?<![\p{L}\p{N}.,/+-])(?:\d{11}|\d{3}\.\d{3}\.\d{3}-\d{2})(?![\p{L}\p{N}])/gu,
    valid: validCpf,
  },
  {
    scheme: 'cuit',
    country: 'AR',
    name: /\b(?:cuit|cuil)\W*$/i,
    pattern: /(?<![\p{L}\p{N}.,/+-])(?:20|23|24|25|26|27|30|33|34)(?:-\d{8}-|\d{8})\d(?![\p{L}\p{N}-])/gu,
    weak: (_, written) => !written.includes('-'),
    valid: (id) => (11 - weighed(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])) % 11 === Number(id[10]),
  },
  {
    scheme: 'rut',
    country: 'CL',
    name: /\b(?:rut|run)\W*$/i,
    pattern: /(?<![\p{L}\p{N}.,/+-])(?:\d{1,2}\.\d{3}\.\d{3}|\d{7,8})-?[\dK](?![\p{L}\p{N}-])/giu,
    weak: (_, written) => !written.includes('-'),
    valid: validRut,
  },
  {
    scheme: 'nif',
    country: 'PT',
    name: /\b(?:nif|nipc|contribuinte)\W*(?:n\S*)?\W*$/i,
    pattern: /(?<![\p{L}\p{N}.,/+-])[1235689]\d{2}[ .]?\d{3}[ .]?\d{3}(?![\p{L}\p{N}-])/gu,
    weak: () => true,
    valid: (id) => {
      const rest = weighed(id, [9, 8, 7, 6, 5, 4, 3, 2])
      return (rest < 2 ? 0 : 11 - rest) === Number(id[8])
    },
  },
]

/** National ids whose check letter or digits hold. Of two schemes that fit, the one that is named, then the country's own. */
export const findNationalIds: Finder = function* (text, around) {
  const found = SCHEMES.flatMap((scheme) => [...matches(text, scheme, around)])
  yield* found.toSorted((a, b) => b.weight - a.weight).map(({ entity }) => entity)
}

function* matches(text: string, { scheme, country, name, pattern, weak, valid }: Scheme, around: Around): Iterable<{ entity: Entity; weight: number }> {
  for (const entity of eachMatch(text, pattern, (match) => ({
    kind: 'national-id',
    scheme,
    value: bare(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }))) {
    const named = namedBefore(text, entity.start, name)
    const written = text.slice(entity.start, entity.end)
    // Nine digits may be a Portuguese telephone: there the country alone says nothing.
    const told = named || (around.country === country && scheme !== 'nif')
    if (valid(entity.value) && (told || !weak?.(entity.value, written))) yield { entity, weight: (named ? 2 : 0) + (around.country === country ? 1 : 0) }
  }
}

function bare(written: string): string {
  return written.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()
}

/** D.M. 23.12.1976: characters in odd and even places count differently; digits may be written as letters where two people share a code. */
function validCodiceFiscale(id: string): boolean {
  const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]
  let sum = 0
  for (let at = 0; at < 15; at++) {
    const code = id.charCodeAt(at)
    const place = code < 65 ? code - 48 : code - 65
    sum += at % 2 === 0 ? odd[place]! : place
  }
  return id.charCodeAt(15) - 65 === sum % 26
}

/** RENAPO, Instructivo normativo para la asignación de la CURP: base 37 by falling weights. */
function validCurp(id: string): boolean {
  const values = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ'
  const sum = Array.from(id.slice(0, 17)).reduce((total, letter, at) => total + values.indexOf(letter) * (18 - at), 0)
  return (10 - (sum % 10)) % 10 === Number(id[17])
}

function validCpf(id: string): boolean {
  const first = (weighed(id, [10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11
  const second = (weighed(id, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11
  return !monotone(id) && first % 10 === Number(id[9]) && second % 10 === Number(id[10])
}

function validCnpj(id: string): boolean {
  const check = (weights: number[]) => {
    const rest = weighed(id, weights)
    return rest < 2 ? 0 : 11 - rest
  }
  const weights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]
  return !monotone(id) && check(weights.slice(1)) === Number(id[12]) && check(weights) === Number(id[13])
}

function validRut(id: string): boolean {
  const digits = id.slice(0, -1)
  const weights = Array.from(digits, (_, at) => 2 + ((digits.length - 1 - at) % 6))
  return '0K987654321'[weighed(digits, weights)] === id.at(-1) && !monotone(digits)
}
