import type { Tone } from '../domain/meaning.ts'
import type { NetworkName, Visibility } from '../domain/network-name.ts'
import { fold } from '../domain/fold.ts'
import type { ManualDocument } from './shape/document.ts'
import { VARIABLE_WORDS } from './tongue/variable-words.ts'

type Script = ManualDocument['scripts'][string]
export type ScriptText = Script['texts'][number]

/** Where and to whom a script is to be said. */
export interface Occasion {
  language: string
  network: NetworkName
  visibility: Visibility
  tone: Tone
}

/**
 * The text of a script for an occasion, or null where it has none in that language. The one that says more of the occasion wins: a text for
 * this network before one for all, then one for this visibility, then one for this tone; of equals the first.
 */
export function pickText(script: Script, occasion: Occasion): string | null {
  if (script.networks && !script.networks.includes(occasion.network)) return null
  const fitting = script.texts.filter((text) => serves(text, occasion))
  const [best] = fitting.toSorted((a, b) => particular(b) - particular(a))
  return best?.text ?? null
}

function serves(text: ScriptText, occasion: Occasion): boolean {
  return (
    text.language === occasion.language &&
    (text.network ?? occasion.network) === occasion.network &&
    (text.visibility ?? occasion.visibility) === occasion.visibility &&
    (text.tone ?? occasion.tone) === occasion.tone
  )
}

function particular({ network, visibility, tone }: ScriptText): number {
  return (network ? 4 : 0) + (visibility ? 2 : 0) + (tone ? 1 : 0)
}

/** What a script may leave open. */
export type Variable = keyof typeof VARIABLE_WORDS

const VARIABLE = /\{([^{}]*)\}/g

const variables = new Map(
  Object.entries(VARIABLE_WORDS).flatMap(([name, words]) =>
    [name, ...words.flatMap((some) => some.split(' | '))].map((word) => [fold(word), name as Variable]),
  ),
)

/** The variable that is meant by a word in braces, in any of the manual's languages; null for none. */
export function variableMeant(written: string): Variable | null {
  return variables.get(fold(written)) ?? null
}

/** Every word in braces, as written. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(VARIABLE)].map(([, name = '']) => name)
}

/** The text with what is known put in; what isn't stays in its braces, for the agent to see. */
export function fillScript(text: string, values: Partial<Record<Variable, string>>): string {
  return text.replaceAll(VARIABLE, (whole, written: string) => {
    const name = variableMeant(written)
    return (name && values[name]) ?? whole
  })
}
