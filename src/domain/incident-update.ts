/** One update in one language; `short` where the whole does not fit. */
export interface UpdateText {
  /** Two letters. */
  language: string
  text: string
  short: string | null
}

/** How long a text is in a place, and may be; null where nothing can be said. */
type MeasureIn = (text: string) => { length: number; max: number } | null

export type ChosenText = { kind: 'fits'; text: string; language: string; own: boolean } | { kind: 'too-long' | 'not-spoken'; language: string; own: boolean }

/** What somebody is told: in their language or else the first, whole or else short. `own`: it is their language. */
export function textFor(texts: readonly UpdateText[], language: string | null, measure: MeasureIn): ChosenText {
  const theirs = texts.find((one) => one.language === language?.slice(0, 2))
  const chosen = theirs ?? texts[0]!
  const about = { language: chosen.language, own: theirs !== undefined || language === null }
  const written = [chosen.text, ...(chosen.short === null ? [] : [chosen.short])]
  if (measure(chosen.text) === null) return { kind: 'not-spoken', ...about }
  const text = written.find((one) => {
    const size = measure(one)
    return size !== null && size.length <= size.max
  })
  return text === undefined ? { kind: 'too-long', ...about } : { kind: 'fits', text, ...about }
}
