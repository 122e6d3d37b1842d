import type { AftercareStep } from '../domain/aftercare.ts'
import type { Tone } from '../domain/meaning.ts'
import type { ManualDocument } from '../manual/shape/document.ts'
import { accountKey } from '../manual/facts.ts'
import { fillScript, pickText, variablesIn } from '../manual/script-text.ts'
import type { SpeakingPlace } from '../storage/aftercare.ts'
import { callName } from './call-name.ts'

/** Plaza's own question, for a brand that wrote none. It names nobody: a name is whatever somebody typed there. */
const SHIPPED: Record<string, (brand: string) => string> = {
  es: (brand) =>
    `Hace unos días quedó resuelto lo que nos contó. ¿Sigue todo bien? Si no, escríbanos aquí y lo retoma una persona de ${brand}. (Mensaje automático)`,
  it: (brand) =>
    `Qualche giorno fa abbiamo risolto ciò che ci aveva scritto. Va ancora tutto bene? Se no, ci scriva qui: riprende una persona di ${brand}. (Messaggio automatico)`,
  pt: (brand) =>
    `Há alguns dias resolvemos o que nos contou. Continua tudo bem? Se não, escreva-nos aqui e uma pessoa de ${brand} retoma. (Mensagem automática)`,
  en: (brand) =>
    `Some days ago we settled what you told us. Is all still well? If not, write to us here and a person from ${brand} takes it up again. (Automatic message)`,
}

export interface AftercareOccasion {
  document: ManualDocument
  step: AftercareStep
  /** Null where the manual names none. */
  script: string | null
  place: SpeakingPlace
  language: string | null
  tone: Tone | null
  personName: string
  personHandle: string
}

/**
 * What the house says, and in which language: the manual's script in theirs, else in the account's; for a question that has no script, Plaza's
 * own. Null where there is none, or where it leaves open what only a person could fill in, such as who signs.
 */
export function aftercareText(occasion: AftercareOccasion): { text: string; language: string } | null {
  const { document, step, script, language: theirs, place } = occasion
  const account = Object.values(document.accounts).find((one) => accountKey(one.network, one.handle) === accountKey(place.network, place.accountHandle))
  const own = account?.languages?.[0] ?? document.brand.languages[0]!
  for (const language of [...(theirs ? [theirs.split('-')[0]!] : []), own]) {
    const text = script === null ? (step === 'question' ? SHIPPED[language]?.(document.brand.name) : null) : scripted(occasion, language)
    if (text) return { text, language }
  }
  return null
}

function scripted({ document, script, place, tone, personName, personHandle }: AftercareOccasion, language: string): string | null {
  const written = document.scripts[script!]
  const text = written ? pickText(written, { network: place.network, visibility: place.visibility, language, tone: tone ?? 'neutral' }) : null
  if (text === null) return null
  const name = callName(personName)
  const handle = place.network === 'email' ? personHandle : `@${personHandle.replace(/^@/, '')}`
  const filled = fillScript(text, { brand: document.brand.name, handle, ...(name && { name }) })
  return variablesIn(filled).length === 0 ? filled : null
}
