import type { Edited, Posted } from '../../domain/incoming.ts'
import type { Meaning } from '../../domain/meaning.ts'
import type { BrandWords } from '../../understanding/brand-words.ts'
import { settleLanguage } from '../../understanding/language.ts'
import type { Reader } from '../../understanding/open-reader.ts'
import type { Reading } from '../../understanding/open-understanding.ts'
import type { HeardItem } from '../ingest.ts'
import type { Fresh } from './receive.ts'
import type { Threaded } from './thread.ts'

/** What the words of each message say by themselves. */
export type Readings = Map<Posted | Edited, Reading>

export interface Understood extends Threaded {
  languageOf: Map<Fresh, string | null>
  meaningOf: Map<Fresh, Reading>
}

/** Reads the words of a batch: costly, and so done before the transaction begins. Items whose words can't be read are answered with the reason. */
export async function readWords(
  reader: Reader,
  heard: readonly HeardItem[],
  brand: BrandWords | undefined,
): Promise<{ readings: Readings; unreadable: Map<HeardItem, Error> }> {
  const said = heard.flatMap((item) => item.says.flatMap((words) => (words.kind === 'deleted' ? [] : [{ item, words }])))
  const answers = await reader.read(
    said.map(({ words }) => ({ text: words.text, language: words.kind === 'posted' ? words.language : undefined })),
    brand,
  )
  const readings: Readings = new Map()
  const unreadable = new Map<HeardItem, Error>()
  for (const [n, answer] of answers.entries()) {
    if (answer instanceof Error) unreadable.set(said[n]!.item, answer)
    else readings.set(said[n]!.words, answer)
  }
  return { readings, unreadable }
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

/** A reading without what has columns of its own. */
export function meaningIn(reading: Reading): Meaning {
  const { language: _, guess: __, ...meaning } = reading
  return meaning
}
