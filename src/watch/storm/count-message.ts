import { fold } from '../../domain/fold.ts'
import type { Meaning } from '../../domain/meaning.ts'
import type { NetworkName } from '../../domain/network-name.ts'
import WORDS from './common-words.json' with { type: 'json' }

/** A message of somebody outside, as far as the watch looks at it. */
export interface SpokenMessage {
  network: NetworkName
  text: string
  at: Temporal.Instant
  accountIds: readonly string[]
  /** By the brand's manual. */
  topics: readonly string[]
  meaning: Pick<Meaning, 'type' | 'tone' | 'target' | 'churn' | 'ultimatum'>
  authorId: string | null
}

export interface CountedMessage {
  /** The start of the five minutes in which it was said. */
  windowAt: Temporal.Instant
  complaint: boolean
  repost: boolean
  young: boolean
  /** The same for the same words, whatever their links, handles and marks: a whole number of 52 bits. */
  words: number
  said: string
  series: string[]
}

/** What one message adds to which series: `account:ID`, `network:NAME`, `topic:NAME`, `tag:WORD`, `phrase:WORD`. */
export function countMessage(message: SpokenMessage): CountedMessage {
  const said = withoutNames(message.text)
  const words = wordsOf(message.text)
  return {
    windowAt: windowOf(message.at),
    complaint: isComplaint(message.meaning),
    repost: REPOST.test(message.text),
    young: isYoung(message),
    words: hashOf(words),
    said: words,
    series: seriesOf(message, said),
  }
}

/** What a text says whoever says it to whom: folded, without links, handles and the mark of a repost. */
export function wordsOf(text: string): string {
  return fold(withoutNames(text).replace(REPOST, ''))
}

function withoutNames(text: string): string {
  return text.replaceAll(LINK, ' ').replaceAll(HANDLE, ' ')
}

/** The start of a moment's window. */
export function windowOf(at: Temporal.Instant): Temporal.Instant {
  return at.round({ smallestUnit: 'minute', roundingIncrement: 5, roundingMode: 'floor' })
}

const LINK = /https?:\/\/\S+/g
const HANDLE = /@[\p{L}\p{N}._-]+(?:@[\p{L}\p{N}.-]+)?/gu
const TAG = /#([\p{L}\p{N}_]{2,60})/gu
const REPOST = /^\s*RT\b[\s:@]/
const WORD = /\p{L}{6,30}/gu
/** What people say whatever they speak of, in our languages: it tells of no storm. */
const COMMON = new Set(Object.values(WORDS).flat())
/** A message that names more than these is a list. */
const MOST_TAGS = 6
const MOST_PHRASES = 12

function seriesOf({ network, accountIds, topics }: SpokenMessage, said: string): string[] {
  const tags = [...said.matchAll(TAG)].map(([, tag]) => fold(tag!).replaceAll(' ', '')).filter(Boolean)
  const words = (fold(said.replaceAll(TAG, ' ')).match(WORD) ?? []).filter((word) => !COMMON.has(word))
  return [
    `network:${network}`,
    ...accountIds.map((id) => `account:${id}`),
    ...topics.map((topic) => `topic:${topic}`),
    ...[...new Set(tags)].slice(0, MOST_TAGS).map((tag) => `tag:${tag}`),
    ...[...new Set(words)].slice(0, MOST_PHRASES).map((word) => `phrase:${word}`),
  ]
}

function isComplaint({ type, tone, target, churn, ultimatum }: SpokenMessage['meaning']): boolean {
  return type === 'complaint' || churn || ultimatum || ((tone === 'rude' || tone === 'abusive') && target !== 'other')
}

/** X counts its newer accounts by the clock (snowflakes): there the age of an account can be told from its id. */
const X_EPOCH = 1_288_834_974_657
const YOUNG_MS = 30 * 24 * 3_600_000

function isYoung({ network, authorId, at }: SpokenMessage): boolean {
  if (network !== 'x' || authorId === null || !/^\d{17,20}$/.test(authorId)) return false
  const made = Number(BigInt(authorId) >> 22n) + X_EPOCH
  return at.epochMilliseconds - made < YOUNG_MS && made <= at.epochMilliseconds
}

/** FNV-1a over two halves: texts alike by chance are one in billions, and nothing hangs on it but a count. */
export function hashOf(text: string): number {
  let [low, high] = [0x811c9dc5, 0x01000193]
  for (let n = 0; n < text.length; n++) {
    low = Math.imul(low ^ text.charCodeAt(n), 0x01000193)
    high = Math.imul(high ^ text.charCodeAt(n), 0x85ebca6b)
  }
  return (low >>> 0) * 2 ** 20 + ((high >>> 0) & 0xfffff)
}
