import type { Tone } from '../../domain/meaning.ts'
import type { Place } from '../../domain/promise.ts'
import { accountKey } from '../../manual/facts.ts'
import type { ManualDocument } from '../../manual/shape/document.ts'
import { fillScript, pickText, variablesIn } from '../../manual/script-text.ts'
import { callName } from '../call-name.ts'
import { whenWords, type When } from './when-words.ts'

/** Plaza's own sentences, for a brand that wrote none. They name nobody: a name is whatever somebody typed there. */
const SHIPPED: Record<string, (when: string, brand: string) => string> = {
  es: (when, brand) => `Ya tenemos su mensaje. Ahora estamos fuera de horario; una persona de ${brand} le contesta ${when}. (Respuesta automática)`,
  it: (when, brand) => `Abbiamo il suo messaggio. In questo momento siamo fuori orario; una persona di ${brand} le risponde ${when}. (Risposta automatica)`,
  pt: (when, brand) => `Já temos a sua mensagem. Agora estamos fora do horário; uma pessoa de ${brand} responde ${when}. (Resposta automática)`,
  en: (when, brand) => `We have your message. We are closed right now; a person from ${brand} will answer ${when}. (Automatic reply)`,
}

/** The last tongue, where neither theirs nor the account's is one of ours. */
const COMMON = 'en'

export interface Occasion {
  document: ManualDocument
  account: { network: Place['network']; handle: string }
  place: Place
  tone: Tone
  name: string
  handle: string
  /** BCP 47, theirs first. */
  languages: readonly string[]
  answerBy: Temporal.Instant | null
  opensAt: Temporal.Instant
}

/**
 * What is said when a person writes while we are closed, and in which language: the manual's script in theirs, else Plaza's own sentence in
 * theirs, then the same in the account's. A script that leaves open what only a person could fill in is not said.
 */
export function noticeText(occasion: Occasion): { text: string; language: string } {
  const { document, answerBy, opensAt } = occasion
  for (const language of [...occasion.languages.map(primary), COMMON]) {
    const at = { zone: document.brand.timeZone, language }
    const when = answerBy ? whenWords(answerBy, 'by', at) : whenWords(opensAt, 'from', at)
    const text = when && (scripted(occasion, language, when) ?? SHIPPED[language]?.(when.whole, document.brand.name))
    if (text) return { text, language }
  }
  throw new TypeError(`nothing can be said in ${COMMON}`)
}

function scripted({ document, account, place, tone, name, handle }: Occasion, language: string, when: When): string | null {
  const key = accountKey(account.network, account.handle)
  const promising = Object.values(document.accounts).find((one) => accountKey(one.network, one.handle) === key)?.promise
  const script = document.scripts[document.promises[promising ?? '']?.outsideHours ?? '']
  const text = script ? pickText(script, { ...place, language, tone }) : null
  if (text === null) return null
  const called = callName(name)
  const filled = fillScript(text, {
    opens: when.whole,
    date: when.day,
    time: when.time,
    brand: document.brand.name,
    handle,
    ...(called && { name: called }),
  })
  return variablesIn(filled).length === 0 ? filled : null
}

function primary(language: string): string {
  return language.split('-')[0]!.toLowerCase()
}
