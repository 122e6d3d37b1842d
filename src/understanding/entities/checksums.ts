/** Check digits of cards and of national ids. All take digits only. */

/** ISO/IEC 7812-1, annex B. */
export function luhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    const doubled = at % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** The sum of digits by weights, modulo 11: the ground of CPF, CNPJ, NIF, CUIT and RUT. */
export function weighed(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11
}

/** All the same digit: passes many a check and is nobody's. */
export function monotone(digits: string): boolean {
  return /^(\d)\1*$/.test(digits)
}
