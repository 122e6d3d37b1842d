import { COMPARISON } from '../../domain/comparison.ts'
import { wilson, type Interval } from './interval.ts'

/** One turn between an account and a person, in public: the person names the account and asks, or the account answers the person. */
export interface Turn {
  /** Any name for the person that is the same in all turns. */
  person: string
  /** Epoch seconds, by the network's clock. */
  at: number
  asks: boolean
}

/** From when on, and up to when, all turns of an account are known; epoch seconds. */
export interface Known {
  since: number
  through: number
}

export interface Question {
  person: string
  askedAt: number
  /** Seconds until the first answer; null where none came within seven days. */
  waited: number | null
}

/** What the rule says of one account. */
export interface Measure {
  questions: number
  people: number
  answered: number
  /** Asked too lately to be judged: their seven days are not over. */
  young: number
  /** Whether there are enough to say anything; the figures below are null while there are not. */
  enough: boolean
  /** Answered within seven days, of all questions, with the interval of Wilson at 95 %. */
  share: (Interval & { value: number }) | null
  /** Seconds in which half of all questions were answered, the unanswered among them; null beyond seven days. */
  median: number | null
  /** The same for nine of ten. */
  p90: number | null
  /** Answered questions by how long they took: parts of equal ratio from a minute (and less) to seven days. */
  spread: number[]
}

const DAY = 86_400
const ANSWER_WITHIN = COMPARISON.answerDays * DAY

/**
 * The one rule, for every account alike, ours too. Judged are the questions of 28 days of which each has had its seven days within what is known;
 * so nothing is cut off before its time, and no figure depends on when it is read. Whoever had no answer waited longer than all who had: the
 * median and p90 are ranks (nearest rank) among all questions, and unknown where the rank falls on the unanswered.
 */
export function measure(turns: readonly Turn[], known: Known): Measure {
  const ripeUntil = known.through - ANSWER_WITHIN
  const from = Math.max(known.since, ripeUntil - COMPARISON.windowDays * DAY)
  const asked = questionsOf(turns).filter(({ askedAt }) => askedAt >= from && askedAt <= known.through)
  const ripe = asked.filter(({ askedAt }) => askedAt <= ripeUntil)
  const waits = ripe.flatMap(({ waited }) => waited ?? []).toSorted((a, b) => a - b)
  const people = new Set(ripe.map(({ person }) => person)).size
  const enough = ripe.length >= COMPARISON.questions && people >= COMPARISON.people
  const rank = (of: number) => (enough ? (waits[Math.ceil(of * ripe.length) - 1] ?? null) : null)
  return {
    questions: ripe.length,
    people,
    answered: waits.length,
    young: asked.length - ripe.length,
    enough,
    share: enough ? { value: waits.length / ripe.length, ...wilson(waits.length, ripe.length) } : null,
    median: rank(0.5),
    p90: rank(0.9),
    spread: spreadOf(waits),
  }
}

/**
 * What was asked and when it was answered. A question begins with a public mention that asks, and ends with the account's next public answer to
 * that person. Who asks again meanwhile insists and asks nothing new; after seven days without an answer, it is a new question. Turns may come
 * in any order; an answer to somebody who asked nothing says nothing.
 */
export function questionsOf(turns: readonly Turn[]): Question[] {
  const questions: Question[] = []
  const open = new Map<string, Question>()
  for (const { person, at, asks } of turns.toSorted(byTime)) {
    const waiting = open.get(person)
    const isOver = waiting !== undefined && at - waiting.askedAt > ANSWER_WITHIN
    if (asks && (waiting === undefined || isOver)) {
      const question = { person, askedAt: at, waited: null }
      questions.push(question)
      open.set(person, question)
    } else if (!asks && waiting !== undefined) {
      if (!isOver) waiting.waited = at - waiting.askedAt
      open.delete(person)
    }
  }
  return questions
}

/** Where clocks are equal, who asks came first: nobody answers what was not asked. People of one moment stand by their ids: the order is total. */
function byTime(one: Turn, other: Turn): number {
  return one.at - other.at || Number(other.asks) - Number(one.asks) || Number(one.person > other.person) - Number(one.person < other.person)
}

function spreadOf(waits: readonly number[]): number[] {
  const spread = Array.from({ length: COMPARISON.parts }, () => 0)
  for (const seconds of waits) spread[partOf(seconds)]! += 1
  return spread
}

const MINUTE = 60

/** The part of the scale in which a wait lies. */
export function partOf(seconds: number): number {
  const place = Math.log(Math.max(seconds, MINUTE) / MINUTE) / Math.log(ANSWER_WITHIN / MINUTE)
  return Math.min(Math.floor(place * COMPARISON.parts), COMPARISON.parts - 1)
}
