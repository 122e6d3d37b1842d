import { isOpenAt, openSpans, readCalendar, WEEKDAYS, type Calendar, type CalendarData, type Span, type Weekday } from './calendar.ts'

/** Hours on duty, shared by several agents. */
export interface Shift extends Span {
  agents: readonly string[]
}

/** A department's rota as its lead writes it. */
export interface RotaData {
  zone: string
  week: Partial<Record<Weekday, readonly Shift[]>>
  /** ISO day → all shifts that begin on it, in place of the week's. */
  overrides?: Readonly<Record<string, readonly Shift[]>>
}

/** Each agent's hours on duty. */
export type Rota = ReadonlyMap<string, Calendar>

/** Throws what is wrong with the hours (`readCalendar`). */
export function readRota(data: RotaData): Rota {
  const days = [...WEEKDAYS.map((day) => data.week[day] ?? []), ...Object.values(data.overrides ?? {})]
  const agents = new Set(days.flatMap((shifts) => shifts.flatMap((shift) => shift.agents)))
  return new Map([...agents].map((agent) => [agent, readCalendar(hoursOf(agent, data))]))
}

/** Who is on duty, in the order the rota first names them. */
export function onDuty(rota: Rota, at: Temporal.Instant): string[] {
  return [...rota].flatMap(([agent, hours]) => (isOpenAt(hours, at) ? [agent] : []))
}

/** Hours with nobody on duty; of an account's opening hours only, if given. In order, none touching. */
export function hoursWithNobody(
  rota: Rota,
  between: { from: Temporal.Instant; to: Temporal.Instant },
  within?: Calendar,
): { from: Temporal.Instant; to: Temporal.Instant }[] {
  const [from, to] = [between.from.epochMilliseconds, between.to.epochMilliseconds]
  const manned = [...rota.values()].flatMap((hours) => [...openSpans(hours, from, to)]).toSorted(([one], [other]) => one - other)
  const wanted = within ? openSpans(within, from, to) : [[from, to] as const]
  return gaps(wanted, manned).map(([from, to]) => ({ from: Temporal.Instant.fromEpochMilliseconds(from), to: Temporal.Instant.fromEpochMilliseconds(to) }))
}

function hoursOf(agent: string, { zone, week, overrides = {} }: RotaData): CalendarData {
  const theirs = (shifts: readonly Shift[]) => shifts.filter(({ agents }) => agents.includes(agent))
  const byKey = (days: Readonly<Record<string, readonly Shift[]>>) => Object.fromEntries(Object.entries(days).map(([day, shifts]) => [day, theirs(shifts)]))
  return { zone, week: byKey(week), exceptions: byKey(overrides) }
}

type Stretch = readonly [from: number, to: number]

/** What is wanted and not manned; both sorted by their beginning. */
function gaps(wanted: Iterable<Stretch>, manned: readonly Stretch[]): [from: number, to: number][] {
  const open: [number, number][] = []
  for (const [from, to] of wanted) {
    let past = from
    for (const [start, end] of manned) {
      if (start >= to) break
      if (start > past) add(open, [past, start])
      past = Math.max(past, end)
    }
    if (past < to) add(open, [past, to])
  }
  return open
}

function add(stretches: [number, number][], [from, to]: Stretch): void {
  const last = stretches.at(-1)
  if (last?.[1] === from) last[1] = to
  else stretches.push([from, to])
}
