import { setTimeout as wait } from 'node:timers/promises'
import type { Json } from '../../domain/network-name.ts'
import type { Heard, Line } from '../network.ts'
import type { Ear, LookBack, Step } from './ear.ts'
import { failureOf } from './failure.ts'
import { hearBackdated } from './hear-backdated.ts'
import { hearDeletions } from './hear-deletions.ts'
import { hearNotifications } from './hear-notifications.ts'
import { hearOwnPosts } from './hear-own-posts.ts'
import { hearPrivateMessages } from './hear-private-messages.ts'
import { readPlace, type Place } from './place.ts'
import { openSession } from './session.ts'
import { readSettings } from './settings.ts'

/** How often, in rounds of `pollSeconds`. Own posts, and the search for deleted and backdated ones, may wait; a customer may not. */
const OWN_EVERY = 3
const SEARCH_EVERY = 12
const LOOK_BACK_EVERY = 120

/** A post is listed by its author's clock where that is the earlier one: minutes for slow indexing, a day for clocks set to another zone. */
const USUAL: LookBack = { by: { minutes: 10 }, thorough: false }
const LONG: LookBack = { by: { hours: 26 }, thorough: true }

/** Polls. The cursor moves with each batch, so a crash repeats at most one. */
export async function* listen(line: Line, cursor: Json | null): AsyncGenerator<Heard> {
  const settings = readSettings(line.account)
  let place = readPlace(cursor, settings)
  const ear: Ear = { line, session: openSession(line), known: new Set(place.recent), mayChat: true, sounding: undefined }
  try {
    for (let round = 0; !line.signal.aborted; round++) {
      for (const hear of earsOf(round)) place = yield* follow(hear, ear, place)
      yield { items: [], cursor: place }
      await wait(settings.pollSeconds * 1000, undefined, { signal: line.signal })
    }
  } catch (error) {
    if (!line.signal.aborted) throw failureOf(error)
  }
}

type Hear = (ear: Ear, place: Place) => AsyncIterable<Step>

function earsOf(round: number): Hear[] {
  const back = round % LOOK_BACK_EVERY === LOOK_BACK_EVERY - 1 ? LONG : USUAL
  const ears: Hear[] = [(ear, place) => hearNotifications(ear, place, back), hearChat]
  if (round % OWN_EVERY === 0 || back === LONG) ears.push((ear, place) => hearOwnPosts(ear, place, back))
  if (round % SEARCH_EVERY === SEARCH_EVERY - 1) ears.push(hearDeletions, hearBackdated)
  return ears
}

/** One ear's batches, each with the whole cursor; answers where it ends. */
async function* follow(hear: Hear, ear: Ear, from: Place): AsyncGenerator<Heard, Place> {
  let place = from
  for await (const step of hear(ear, place)) {
    place = { ...place, ...step.moved }
    yield { items: step.items, cursor: place, ...(step.gap && { gap: step.gap }) }
  }
  return place
}

/** Without leave to chat, or while the chat service alone is ill, we go on listening in public. */
async function* hearChat(ear: Ear, place: Place): AsyncGenerator<Step> {
  if (!ear.mayChat) return
  try {
    yield* hearPrivateMessages(ear, place)
  } catch (error) {
    const failure = failureOf(error)
    if (failure.next.code === 'scope-missing') ear.mayChat = false
    else if (failure.next.code !== 'server-error') throw failure
    ear.line.log.warn({ account: ear.line.account.id, code: failure.next.code }, 'private messages are not heard')
  }
}
