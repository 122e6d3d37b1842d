import type { ManualDocument } from '../../manual/shape/document.ts'
import type { Heard } from '../../storage/storms.ts'
import { kindOf, type WindowDetection } from './judge-series.ts'
import { STORM } from './parameters.ts'

/** A level of the manual's crisis plan. */
export type CrisisLevel = ManualDocument['crisis'][string]

/** All that an alarm is raised by, so that it explains itself. */
export interface AlarmFacts extends Heard {
  severity: number
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
export function decideAlarm(detection: WindowDetection, heard: Heard, levels: Readonly<Record<string, CrisisLevel>>): AlarmFacts | null {
  const { messages, authors, complaints } = STORM.floors
  if (heard.messages < messages || heard.ownAuthors < authors || heard.complaints < complaints * heard.messages) return null
  const { severity, expected, minutes, cold } = detection
  return {
    ...heard,
    severity: rounded(severity),
    expected: rounded(expected),
    swing: rounded(Math.sqrt(expected + STORM.clumping * expected ** 2)),
    minutes,
    cold,
    level: levelOf(levels, { times: heard.messages / Math.max(expected, 1), complaints: heard.newComplaints, minutes }),
  }
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

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
