import type { Posted } from '../../domain/incoming.ts'
import { settleLanguage, type GuessLanguage, type LanguageGuess } from '../../understanding/language.ts'
import type { HeardItem } from '../ingest.ts'
import type { Fresh } from './receive.ts'
import type { Threaded } from './thread.ts'

/** What the words of each message say by themselves. */
export type Reading = Map<Posted, LanguageGuess>

export interface Understood extends Threaded {
  languageOf: Map<Fresh, string | null>
}

/** Reads the words of a batch: costly, and so done before the transaction begins. */
export function readWords(guess: GuessLanguage, heard: readonly HeardItem[]): Reading {
  return new Map(heard.flatMap((item) => item.says.flatMap((said) => (said.kind === 'posted' ? [[said, guess(said.text)] as const] : []))))
}

/** Stage 4: what each message means, given who says it and where. For now its language; a short text falls back to what is known. */
export function understand(reading: Reading, threaded: Threaded): Understood {
  const languageOf = new Map<Fresh, string | null>()
  for (const { message, ticket } of threaded.placed) {
    const hints = [threaded.identityOf.get(message)?.language, ticket?.language, message.post.language]
    languageOf.set(message, settleLanguage(reading.get(message.post)!, hints))
  }
  return { ...threaded, languageOf }
}
