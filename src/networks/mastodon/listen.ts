import type { Json } from '../../domain/network-name.ts'
import type { Heard, Line } from '../network.ts'
import { NoAnswer } from './client.ts'
import { recall } from './cursor.ts'
import { type Ear, heard, openEar } from './ear.ts'
import { hearStatus } from './hear-status.ts'
import type { HeardItem } from './item.ts'
import { hearConversation, hearStreamedNotification, poll } from './poll.ts'
import { bury } from './read-again.ts'
import { readServer } from './server.ts'
import { type Stream, type StreamEvent, openStream } from './stream.ts'
import { status as statusShape } from './wire.ts'

/**
 * Listens by stream and by poll until the line closes. The stream makes it quick, the poll makes it certain; and as a poll in a storm
 * has many pages to read, what streams in is heard between any two of them.
 */
export async function* listen(line: Line, saved: Json | null): AsyncGenerator<Heard> {
  const ear = openEar(line, saved)
  using stream = openStream(line)
  try {
    while (!line.signal.aborted) {
      await learnServer(ear)
      const isCalledFor = yield* hearPoll(ear, stream)
      if (!isCalledFor) yield* followUntilDue(ear, stream)
    }
  } catch (error) {
    if (!line.signal.aborted) throw error
  }
}

/** Reads all there is, and what streams in meanwhile; answers whether that calls for a poll. */
async function* hearPoll(ear: Ear, stream: Stream): AsyncGenerator<Heard, boolean> {
  let isCalledFor = false
  for await (const read of poll(ear)) {
    if (read) yield read
    isCalledFor = (yield* hearStream(ear, stream, 0)) || isCalledFor
  }
  return isCalledFor
}

/** With a stream the poll only proves; without one it is all we hear by. */
const POLL_SECONDS = { streaming: 60, alone: 20 }

async function* followUntilDue(ear: Ear, stream: Stream): AsyncGenerator<Heard> {
  const { pollSeconds, streaming } = ear.line.account.settings
  const seconds = typeof pollSeconds === 'number' ? pollSeconds : POLL_SECONDS[streaming ? 'streaming' : 'alone']
  const due = performance.now() + seconds * 1_000
  while (!ear.line.signal.aborted && performance.now() < due) if (yield* hearStream(ear, stream, due - performance.now())) return
}

/** Waits at most `ms` for what streams in, and answers whether it calls for a poll. */
async function* hearStream(ear: Ear, stream: Stream, ms: number): AsyncGenerator<Heard, boolean> {
  const events = await stream.take(ms)
  const items = await hearEvents(ear, events)
  if (items.length > 0) yield heard(ear, items)
  return events.some(({ event }) => CALLS_FOR_POLL.has(event))
}

/** The stream just opened, or people whose words were held back were let in. */
const CALLS_FOR_POLL = new Set(['open', 'notifications_merged'])

async function hearEvents(ear: Ear, events: StreamEvent[]): Promise<HeardItem[]> {
  const items: HeardItem[] = []
  for (const { event, payload } of events) {
    const item = await EVENTS.get(event)?.(ear, payload)
    if (item) items.push(item)
  }
  return items
}

type Hear = (ear: Ear, payload: Json) => Promise<HeardItem | null>

const EVENTS = new Map<string, Hear>([
  ['notification', hearStreamedNotification],
  ['conversation', hearConversation],
  // A new status in our home: our own, written by staff elsewhere, or of somebody we follow.
  ['update', async (ear, payload) => (isOwn(ear, payload) ? hearStatus(ear, 'own', payload) : null)],
  ['status.update', async (ear, payload) => (isOwn(ear, payload) || isKnown(ear, payload) ? hearStatus(ear, 'seen', payload) : null)],
  ['delete', async (ear, id) => hearDeletion(ear, String(id))],
])

function hearDeletion(ear: Ear, id: string): HeardItem | null {
  const known = recall(ear.cursor, id)
  return known ? bury(ear, known) : null
}

function isOwn(ear: Ear, payload: Json): boolean {
  return statusShape.safeParse(payload).data?.account.id === ear.line.account.settings.accountId
}

function isKnown(ear: Ear, payload: Json): boolean {
  const read = statusShape.safeParse(payload)
  return read.success && recall(ear.cursor, read.data.id) !== undefined
}

const LEARN_EVERY_MS = 24 * 3_600_000

/** Limits and addresses change while we are connected. What can't be learned now is learned another day. */
async function learnServer(ear: Ear): Promise<void> {
  const { line } = ear
  if (!line.learn || Date.now() - ear.learnedAt < LEARN_EVERY_MS) return
  ear.learnedAt = Date.now()
  const facts = await readServer({ ...ear.desk, token: null }).catch((error: NoAnswer) => error)
  if (!(facts instanceof NoAnswer) && !('status' in facts)) await line.learn({ ...line.account.settings, ...facts })
}
