import type { Edited, Posted } from '../../domain/incoming.ts'
import type { Entity, Meaning } from '../../domain/meaning.ts'
import { saidInAll } from '../../domain/said-in-all.ts'
import type { Db } from '../../storage/database.ts'
import { findThreadSubjects } from '../../storage/thread-subject.ts'
import type { BrandWords } from '../../understanding/brand-words.ts'
import { settleLanguage } from '../../understanding/language.ts'
import type { Reader } from '../../understanding/open-reader.ts'
import type { Reading } from '../../understanding/open-understanding.ts'
import type { HeardItem } from '../ingest.ts'
import type { Fresh } from './receive.ts'
import type { Threaded } from './thread.ts'

/** What the words of each message say by themselves, and all that was read of it. */
export type Readings = Map<Posted | Edited, WholeReading>

interface WholeReading extends Reading {
  said: string
}

export interface Understood extends Threaded {
  languageOf: Map<Fresh, string | null>
  meaningOf: Map<Fresh, WholeReading>
}

/** Reads the words of a batch: costly, and so done before the transaction begins. Items whose words can't be read are answered with the reason. */
export async function readWords(
  { db, reader }: { db: Db; reader: Reader },
  heard: readonly HeardItem[],
  { workspaceId, brand }: { workspaceId: string; brand: BrandWords | undefined },
): Promise<{ readings: Readings; unreadable: Map<HeardItem, Error> }> {
  const worded = heard.flatMap((item) => item.says.flatMap((words) => (words.kind === 'deleted' ? [] : [{ item, words }])))
  const subjects = await threadSubjects(
    db,
    workspaceId,
    worded.flatMap(({ words }) => (words.kind === 'posted' ? [words] : [])),
  )
  const said = worded.map(({ item, words }) => {
    const [threadSubject, language] = words.kind === 'posted' ? [subjects.get(words.replyTo ?? ''), words.language] : []
    return { item, words, language, text: saidInAll({ ...words, threadSubject }) }
  })
  const answers = await reader.read(
    said.map(({ text, language }) => ({ text, language })),
    brand,
  )
  const readings: Readings = new Map()
  const unreadable = new Map<HeardItem, Error>()
  for (const [n, answer] of answers.entries()) {
    const { item, words, text } = said[n]!
    if (answer instanceof Error) unreadable.set(item, answer)
    else readings.set(words, { ...answer, entities: within(answer.entities, text.length - words.text.length), said: text })
  }
  return { readings, unreadable }
}

/** Of the threads in which letters answer, by the native id of what they answer; one that came with the same batch began its own. */
async function threadSubjects(db: Db, workspaceId: string, posts: readonly Posted[]): Promise<Map<string, string | null>> {
  const answering = posts.flatMap(({ network, subject, replyTo }) => (subject && replyTo ? [{ network, nativeId: replyTo }] : []))
  if (answering.length === 0) return new Map()
  const beside = posts.map(({ nativeId, subject }) => [nativeId, subject ?? null] as const)
  return new Map([...beside, ...(await findThreadSubjects(db, workspaceId, answering))])
}

/** Things named, by their place in the text. What is named before it alone has none there. */
function within(entities: readonly Entity[], ahead: number): Entity[] {
  if (ahead === 0) return [...entities]
  const placed = entities.filter(({ start }) => start >= ahead).map((entity) => ({ ...entity, start: entity.start - ahead, end: entity.end - ahead }))
  const before = entities.filter(({ start, kind, value }) => start < ahead && !placed.some((other) => other.kind === kind && other.value === value))
  return [...before.map((entity) => ({ ...entity, start: 0, end: 0 })), ...placed]
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
export function meaningIn(reading: WholeReading): Meaning {
  const { language: _, guess: __, said: ___, ...meaning } = reading
  return meaning
}
