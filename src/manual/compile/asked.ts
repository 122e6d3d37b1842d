import { clock } from '../clock.ts'
import type { Because, FactValue } from '../decision.ts'
import { timesAsked, type Moment } from '../facts.ts'
import type { Asked, DayAsked } from '../shape/condition.ts'
import type { Range } from '../shape/parts.ts'
import type { Hours } from '../shape/week.ts'
import type { Case } from './case.ts'

/** A condition made ready: whether it holds of a case, which facts of it say so, and, where it does not hold, what they are not. */
export interface Test {
  holds(it: Case): boolean
  because(it: Case): Because[]
  unlike(it: Case): Because[]
}

/** Takes a list of words and answers its index among the hits. */
export type AddWords = (words: readonly string[]) => number

type Builder<K extends keyof Asked> = (fact: K, wanted: NonNullable<Asked[K]>, addWords: AddWords) => Test

/** One fact that is asked for. */
export function askFor<K extends keyof Asked>(fact: K, wanted: NonNullable<Asked[K]>, addWords: AddWords): Test {
  return ASKED[fact](fact, wanted, addWords)
}

/** How each fact is read and compared. */
const ASKED: { [K in keyof Required<Asked>]: Builder<K> } = {
  network: oneOf(({ facts }) => facts.network),
  account: someOf((it) => it.accounts),
  visibility: oneOf(({ facts }) => facts.visibility),
  language: oneOf(({ facts }) => facts.language?.split('-')[0] ?? ''),
  type: oneOf(({ facts }) => facts.meaning.type),
  urgency: within(({ facts }) => facts.meaning.urgency),
  tone: oneOf(({ facts }) => facts.meaning.tone),
  target: oneOf(({ facts }) => facts.meaning.target),
  topic: someOf((it) => it.topics),
  words: (fact, wanted, addWords) => {
    const list = addWords(wanted)
    return { holds: ({ hits }) => hits.has(list), because: ({ hits }) => [{ fact, value: hits.get(list) ?? wanted }], unlike: isNot(fact, wanted) }
  },
  entity: someOf(({ facts }) => facts.meaning.entities.map((entity) => entity.kind)),
  churn: yes(({ facts }) => facts.meaning.churn),
  competitor: yes(({ facts }) => facts.meaning.competitors.length > 0),
  ultimatum: yes(({ facts }) => facts.meaning.ultimatum),
  offLimits: anyOrSome((it) => it.offLimits),
  vulnerable: yes(({ facts }) => facts.meaning.vulnerable),
  sarcasm: yes(({ facts }) => facts.meaning.sarcasm),
  unsure: someOf(({ facts }) => facts.meaning.unsure),
  insists: within(({ facts }) => timesAsked(facts)),
  earlierTickets: within(({ facts }) => facts.person.earlierTickets),
  unsolved: within(({ facts }) => facts.person.unsolved),
  strikes: within(({ facts }) => facts.person.strikes),
  incident: anyOrSome(({ facts }) => (facts.incident === null ? [] : [facts.incident])),
  crisis: anyOrSome(({ facts }) => (facts.crisis === null ? [] : [facts.crisis])),
  day: someOf(
    ({ facts }) => daysOf(facts.moment),
    // The night after a holiday is the holiday's.
    (day) => (day === 'after-holiday' ? 'holiday' : day),
  ),
  hour: during(({ facts }) => facts.moment.minute),
  open: yes(({ facts }) => facts.moment.open),
}

function oneOf(read: (it: Case) => string) {
  return (fact: string, wanted: readonly string[]): Test => ({
    holds: (it) => wanted.includes(read(it)),
    because: shows(fact, read),
    unlike: isNot(fact, wanted),
  })
}

function someOf(read: (it: Case) => readonly string[], tell = (value: string) => value) {
  return (fact: string, wanted: readonly string[]): Test => ({
    holds: (it) => read(it).some((value) => wanted.includes(value)),
    because: shows(fact, (it) => onlyThose(read(it), wanted).map(tell)),
    unlike: isNot(fact, wanted.map(tell)),
  })
}

function anyOrSome(read: (it: Case) => readonly string[]) {
  return (fact: string, wanted: boolean | readonly string[]): Test =>
    typeof wanted === 'boolean'
      ? { holds: (it) => read(it).length > 0 === wanted, because: shows(fact, (it) => (wanted ? read(it) : false)), unlike: isNot(fact, wanted) }
      : someOf(read)(fact, wanted)
}

function within(read: (it: Case) => number) {
  return (fact: string, { from, to }: Range): Test => ({
    holds: (it) => read(it) >= from && read(it) <= to,
    because: shows(fact, read),
    unlike: isNot(fact, to === from ? from : to === Infinity ? `${from}+` : `${from}-${to}`),
  })
}

function yes(read: (it: Case) => boolean) {
  return (fact: string, wanted: boolean): Test => ({ holds: (it) => read(it) === wanted, because: shows(fact, read), unlike: isNot(fact, wanted) })
}

const DAY = 1440

/** A span past midnight holds in the early hours, too. */
function during(read: (it: Case) => number) {
  return (fact: string, wanted: readonly Hours[]): Test => ({
    holds: (it) => wanted.some(({ from, to }) => (read(it) >= from && read(it) < to) || read(it) + DAY < to),
    because: shows(fact, (it) => clock(read(it))),
    unlike: isNot(
      fact,
      wanted.map(({ from, to }) => `${clock(from)}-${clock(to > DAY ? to - DAY : to)}`),
    ),
  })
}

function daysOf({ day, holiday, afterHoliday }: Moment): DayAsked[] {
  return [day, ...(holiday ? (['holiday'] as const) : []), ...(afterHoliday ? (['after-holiday'] as const) : [])]
}

/** Where nothing of a list was wanted, what there is instead. */
function onlyThose(values: readonly string[], wanted: readonly string[]): readonly string[] {
  const those = values.filter((value) => wanted.includes(value))
  return those.length > 0 ? those : values
}

function shows(fact: string, read: (it: Case) => FactValue): (it: Case) => Because[] {
  return (it) => [{ fact, value: read(it) }]
}

function isNot(fact: string, wanted: FactValue): () => Because[] {
  return () => [{ fact, value: wanted, not: true }]
}
