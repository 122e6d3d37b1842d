import { setTimeout as wait } from 'node:timers/promises'
import { openBook } from './book.ts'
import { evaluate, proofOf, searchesOf } from './check.ts'
import { momentsOf, type Moment } from './moments.ts'
import { resultOf, type Outcome, type StoryResult, type Trouble } from './result.ts'
import { takeSnapshot, type Snapshot } from './snapshot.ts'
import { setScene, StoryCannotPlay, type Stage } from './stage.ts'
import type { Expectation, Step, Story } from './story.ts'
import { takeStep } from './take-step.ts'
import type { Heard, StoryWorld } from './world.ts'

export interface PlayOptions {
  /** Story time over real time: 1 as it happened, 60 an hour a minute, `Infinity` (the default) as fast as events allow. */
  speed?: number
  /** Stops the play; `playStory` then throws the signal's reason. */
  signal?: AbortSignal
  /** Milliseconds within which Plaza must have taken in and delivered everything; later is a trouble. */
  patience?: number
}

/** What happens while a story plays, for a screen or a terminal. */
export type Progress =
  | { kind: 'begun'; title: string; moments: number }
  | { kind: 'step'; step: Step }
  | { kind: 'trouble'; trouble: Trouble }
  | { kind: 'expectation'; outcome: Outcome }

/**
 * Plays a story in a world: yields what happens, returns how every expectation ended.
 * A step that can't be taken is a trouble and the play goes on. Throws `StoryCannotPlay` when the world lacks a network.
 */
export async function* playStory(story: Story, world: StoryWorld, options: PlayOptions = {}): AsyncGenerator<Progress, StoryResult> {
  const play = begin(story, world, options)
  const moments = momentsOf(story)
  await setScene(play.stage)
  yield { kind: 'begun', title: story.title, moments: moments.length }
  for (const [i, moment] of moments.entries()) {
    await reach(moment.at, moments[i - 1]?.at ?? 0, play)
    yield* takeSteps(moment, play)
    yield* judge(moment, play)
  }
  return resultOf(story, play.outcomes, play.troubles)
}

interface Play {
  stage: Stage
  /** The last wait for everything to settle was in vain. */
  late: boolean
  begins: Temporal.Instant
  speed: number
  signal: AbortSignal
  outcomes: Outcome[]
  troubles: Trouble[]
}

const PATIENCE = 30_000

function begin(story: Story, world: StoryWorld, { speed = Infinity, signal = new AbortController().signal, patience = PATIENCE }: PlayOptions): Play {
  if (!(speed > 0)) throw new RangeError('the speed of a story is above 0')
  const book = openBook()
  const settle = () => settled(world, [...book.heard.values()], { signal, patience })
  const begins = world.clock.moveTo ? story.starts : world.clock.now()
  return { stage: { story, world, book, settle }, late: false, begins, speed, signal, outcomes: [], troubles: [] }
}

/** Lets the story's time come to an offset, after all that was said before has settled: waits at a finite speed, and moves the world's clock where it can be moved. */
async function reach(at: number, before: number, play: Play): Promise<void> {
  const { begins, speed, signal, stage } = play
  signal.throwIfAborted()
  const pause = (at - before) / speed
  if (pause > 0) await wait(pause, undefined, { signal }).catch(() => signal.throwIfAborted())
  if (speed === Infinity || stage.world.clock.moveTo) await letPass(play)
  await stage.world.clock.moveTo?.(begins.add({ milliseconds: at }))
}

/** Hours are skipped in which everything said and queued before them would have settled. What doesn't, the next check tells. */
async function letPass(play: Play): Promise<void> {
  if (play.late) return
  play.late = await play.stage.settle().then(
    () => false,
    () => true,
  )
  play.signal.throwIfAborted()
}

async function* takeSteps({ steps }: Moment, play: Play): AsyncGenerator<Progress> {
  for (const step of steps) {
    yield { kind: 'step', step }
    const trouble = await attempt(step, () => takeStep(step, play.stage), play)
    if (trouble) yield { kind: 'trouble', trouble }
  }
}

/** Nothing is judged before everything said has settled; what does not settle is judged as it stands. */
async function* judge({ expectations }: Moment, play: Play): AsyncGenerator<Progress> {
  const [first] = expectations
  if (!first) return
  const trouble = await attempt(first, play.stage.settle, play)
  play.late = trouble !== null
  if (trouble) yield { kind: 'trouble', trouble }
  const snapshot = await takeSnapshot(play.stage.world, {
    ...play.stage.story,
    utterances: play.stage.book.utterances,
    searches: expectations.flatMap(searches),
    proofs: expectations.flatMap(({ proof }) => (proof.kind === 'check' && proofOf(proof.check)) || []),
  })
  for (const expectation of expectations) {
    const outcome = outcomeOf(expectation, snapshot)
    play.outcomes.push(outcome)
    yield { kind: 'expectation', outcome }
  }
}

function outcomeOf(expectation: Expectation, snapshot: Snapshot): Outcome {
  const { proof } = expectation
  if (proof.kind === 'later') return { kind: 'later', expectation, capability: proof.capability }
  const verdict = evaluate(proof.check, snapshot)
  return verdict.met ? { kind: 'met', expectation } : { kind: 'not-met', expectation, seen: verdict.seen }
}

function searches({ proof }: Expectation): string[] {
  return proof.kind === 'check' ? searchesOf(proof.check) : []
}

async function attempt({ at, line }: { at: number; line: number }, act: () => Promise<void>, play: Play): Promise<Trouble | null> {
  try {
    await act()
    return null
  } catch (error) {
    play.signal.throwIfAborted()
    if (error instanceof StoryCannotPlay) throw error
    const trouble = { at, line, what: error instanceof Error ? error.message : String(error) }
    play.troubles.push(trouble)
    return trouble
  }
}

/** Bounded even when a desk ignores its signal; with a timer of its own, which keeps the process alive until then. */
async function settled(world: StoryWorld, heard: Heard[], { signal, patience }: { signal: AbortSignal; patience: number }): Promise<void> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(new Error(`it did not settle within ${patience} ms`)), patience)
  const either = AbortSignal.any([signal, late.signal])
  const given = Promise.withResolvers<never>()
  const giveUp = () => given.reject(either.reason)
  either.addEventListener('abort', giveUp, { once: true })
  try {
    either.throwIfAborted()
    await Promise.race([world.desk.settled(heard, either), given.promise])
  } finally {
    clearTimeout(timer)
    either.removeEventListener('abort', giveUp)
  }
}
