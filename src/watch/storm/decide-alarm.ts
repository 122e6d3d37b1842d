import type { ManualDocument } from '../../manual/shape/document.ts'
import type { IncidentWithin } from '../../storage/storm-incidents.ts'
import type { Heard } from '../../storage/storms.ts'
import { kindOf, type WindowDetection } from './judge-series.ts'
import { STORM } from './parameters.ts'

/** A level of the manual's crisis plan. */
export type CrisisLevel = ManualDocument['crisis'][string]

/** The incident behind an alarm, as it stood when it was raised: people change it afterwards. */
export type Behind = Pick<IncidentWithin, 'id' | 'confirmedHere' | 'suggestedHere' | 'confirmedElsewhere' | 'suggestedElsewhere'>

/** All that an alarm is raised by, so that it explains itself. */
export interface AlarmFacts extends Heard {
  severity: number
  /** How much it weighs among others: the volume, by the share of complaints, by the people, by the incident behind it. */
  gravity: number
  incident: Behind | null
  expected: number
  /** One swing on either side of what is expected, in messages. */
  swing: number
  minutes: number
  cold: boolean
  /** The manual's level that these figures reach; null for none. */
  level: string | null
}

/**
 * An alarm, or null: a volume beyond its normal that enough people make in words of their own, enough of them complaining. Neither one person
 * nor their repeaters raise it alone.
 */
export function decideAlarm(
  detection: WindowDetection,
  { heard, behind }: { heard: Heard; behind: Behind | null },
  levels: Readonly<Record<string, CrisisLevel>>,
): AlarmFacts | null {
  if (!isAlarming(heard)) return null
  const { severity, expected, minutes, cold } = detection
  const complaints = heard.newComplaints + elsewhere(behind)
  return {
    ...heard,
    severity: rounded(severity),
    gravity: rounded(gravityOf(severity, heard, behind)),
    incident: behind,
    expected: rounded(expected),
    swing: rounded(Math.sqrt(expected + STORM.clumping * expected ** 2)),
    minutes,
    cold,
    level: levelOf(levels, { times: heard.messages / Math.max(expected, 1), complaints, minutes }),
  }
}

/** Whether enough people speak, in words of their own, enough of them complaining. */
export function isAlarming(heard: Heard): boolean {
  const { messages, authors, complaints } = STORM.floors
  return heard.messages >= messages && heard.ownAuthors >= authors && heard.complaints >= complaints * heard.messages
}

/** Swings × share of complaints × people of their own words, each doubling of whom adds one × 1 to 2 by how many of them an incident explains. */
function gravityOf(severity: number, { messages, complaints, ownAuthors }: Heard, behind: Behind | null): number {
  const known = behind === null ? 0 : Math.min(1, (behind.confirmedHere + STORM.suggestedWorth * behind.suggestedHere) / ownAuthors)
  return severity * (complaints / messages) * Math.log2(1 + ownAuthors) * (1 + known)
}

/** Who has the same trouble and is not heard in the storm complains as well; of those who may have it, half. */
function elsewhere(behind: Behind | null): number {
  return behind === null ? 0 : behind.confirmedElsewhere + Math.floor(STORM.suggestedWorth * behind.suggestedElsewhere)
}

/** The severest level whose figures are reached; each of its figures is enough. Levels stand the mildest first. */
export function levelOf(
  levels: Readonly<Record<string, CrisisLevel>>,
  { times, complaints, minutes }: { times: number; complaints: number; minutes: number },
): string | null {
  const reached = Object.entries(levels).filter(([, { begins }]) => {
    if (!begins || (begins.within ?? Infinity) < minutes) return false
    const isLoud = begins.timesNormal !== undefined && times >= begins.timesNormal
    const isMany = begins.complaints !== undefined && complaints >= begins.complaints.from
    return isLoud || isMany
  })
  return reached.at(-1)?.[0] ?? null
}

/** Which series gives a storm its name: the most particular first. */
const PARTICULAR: readonly ReturnType<typeof kindOf>[] = ['tag', 'topic', 'phrase', 'account', 'network']

export function mostParticular(series: readonly string[]): string {
  return series.toSorted((one, other) => PARTICULAR.indexOf(kindOf(one)) - PARTICULAR.indexOf(kindOf(other)))[0]!
}

/** By which series a message belongs to a storm: its own words; its topics, where nobody shares a word; all that is said, where there is neither. */
export function coreOf(series: readonly string[]): string[] {
  const of = (...kinds: ReturnType<typeof kindOf>[]) => series.filter((one) => kinds.includes(kindOf(one)))
  return [of('tag', 'phrase'), of('topic'), [...series]].find((some) => some.length > 0) ?? []
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
