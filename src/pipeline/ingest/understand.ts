import { setImmediate } from 'node:timers/promises'
import type { Posted } from '../../domain/incoming.ts'
import type { BrandWords } from '../../understanding/brand-words.ts'
import { settleLanguage } from '../../understanding/language.ts'
import type { Reading, Understanding } from '../../understanding/open-understanding.ts'
import type { HeardItem } from '../ingest.ts'
import type { Fresh } from './receive.ts'
import type { Threaded } from './thread.ts'

/** What the words of each message say by themselves. */
export type Readings = Map<Posted, Reading>

export interface Understood extends Threaded {
  languageOf: Map<Fresh, string | null>
  meaningOf: Map<Fresh, Reading>
}

/** Messages read in one go; a millisecond or two. */
const IN_ONE_GO = 8

/** Reads the words of a batch: costly, and so done before the transaction begins, with room for what others wait for in between. */
export async function readWords(understanding: Understanding, heard: readonly HeardItem[], brand: BrandWords | undefined): Promise<Readings> {
  const readings: Readings = new Map()
  for (const said of heard.flatMap((item) => item.says)) {
    if (said.kind !== 'posted') continue
    readings.set(said, understanding.read(said.text, { language: said.language, brand }))
    if (readings.size % IN_ONE_GO === 0) await setImmediate()
  }
  return readings
}

/** Stage 4: what each message means, given who says it and where: a short text takes the language of what is known. */
export function understand(readings: Readings, threaded: Threaded): Understood {
  const languageOf: Understood['languageOf'] = new Map()
  const meaningOf: Understood['meaningOf'] = new Map()
  for (const { message, ticket } of threaded.placed) {
    const reading = readings.get(message.post)!
    const hints = [threaded.identityOf.get(message)?.language, ticket?.language, message.post.language]
    languageOf.set(message, settleLanguage(reading.guess, hints))
    if (!message.own) meaningOf.set(message, reading)
  }
  return { ...threaded, languageOf, meaningOf }
}
