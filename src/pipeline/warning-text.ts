import type { Place } from '../domain/promise.ts'
import { fillScript, pickText, variablesIn, type Variable } from '../manual/script-text.ts'
import type { ManualDocument } from '../manual/shape/document.ts'

/** Plaza's own sentences, for a brand that wrote none; the look-alike's handle without an @, which would call it in. */
const WORDS: Record<string, (handle: string, ours: string) => string> = {
  es: (handle, ours) => `La cuenta «${handle}» no es nuestra. No le dé datos ni dinero. La nuestra es ${ours}.`,
  it: (handle, ours) => `L’account «${handle}» non è nostro. Non gli dia dati né denaro. Il nostro è ${ours}.`,
  pt: (handle, ours) => `A conta «${handle}» não é nossa. Não lhe dê dados nem dinheiro. A nossa é ${ours}.`,
  en: (handle, ours) => `The account “${handle}” is not ours. Please give it no data and no money. Ours is ${ours}.`,
}

/** The last tongue, where theirs is none of ours. */
const COMMON = 'en'

export interface Occasion {
  /** The manual's; null where none is in force. */
  document: ManualDocument | null
  place: Place
  /** Of the look-alike, and of the real account. */
  handle: string
  ours: string
  /** Who is told, as they are named there. */
  person: string
  /** BCP 47, theirs first. */
  languages: readonly (string | null)[]
}

/**
 * What a customer is told, and in which language: the manual's script in theirs, else Plaza's own sentence. A script that leaves open what only a
 * person could fill in is not said.
 */
export function warningText(occasion: Occasion): { text: string; language: string } {
  const [handle, ours] = [bare(occasion.handle), `@${bare(occasion.ours)}`]
  const languages = [...occasion.languages.flatMap((one) => one?.split('-')[0]?.toLowerCase() ?? []), COMMON]
  for (const language of languages) {
    const text = scripted(occasion, language, { lookAlike: handle, account: ours }) ?? WORDS[language]?.(handle, ours)
    if (text) return { text, language }
  }
  throw new TypeError(`nothing can be said in ${COMMON}`)
}

function scripted({ document, place, person }: Occasion, language: string, values: Partial<Record<Variable, string>>): string | null {
  const script = document?.scripts[document.lookAlikes.warning ?? '']
  const text = document && script ? pickText(script, { ...place, language, tone: 'neutral' }) : null
  if (!document || text === null) return null
  const filled = fillScript(text, { ...values, brand: document.brand.name, handle: person })
  return variablesIn(filled).length === 0 ? filled : null
}

function bare(handle: string): string {
  return handle.replace(/^@+/, '')
}
