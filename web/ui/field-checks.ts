/** A field that must be filled, and the check of what is in it in words of ours: the browser would speak its own language. Spread it on a field. */
export interface Required {
  isRequired: true
  validate: (value: string) => string | null
}

export function matching(fits: (value: string) => boolean, words: string): Required {
  return { isRequired: true, validate: (value) => (fits(value) ? null : words) }
}

export const written = (words: string) => matching((value) => value.trim() !== '', words)
export const mailAddress = (words: string) => matching((value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()), words)
export const longEnough = (length: number, words: string) => matching((value) => value.length >= length, words)
