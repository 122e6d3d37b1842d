/** The value of an act or a fact, on one line. */
export function valueInWords(value: unknown): string {
  if (value === null || value === undefined) return 'none'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueInWords).join(', ')
  if (typeof value === 'object') return Object.values(value).filter(isSaid).map(valueInWords).join(' ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== undefined
}
