/** A process that lives at another time. Time goes on at its own pace from wherever it was set. */
export interface StoryTime {
  now(): Temporal.Instant
  /** Milliseconds that it is ahead of the machine; below 0 behind it. */
  ahead(): number
  moveTo(instant: Temporal.Instant): void
}

const machineDate = globalThis.Date
const machineNow = machineDate.now

/**
 * Sets this whole process to another time: `Date` and `Temporal.Now`, as every library reads them, so that sessions, tokens and what is
 * written down agree with each other. For a process that does nothing else; timers and `performance.now` stay the machine's.
 */
export function setStoryTime(begins: Temporal.Instant): StoryTime {
  let ahead = begins.epochMilliseconds - machineNow()
  const milliseconds = () => machineNow() + ahead
  const now = () => Temporal.Instant.fromEpochMilliseconds(milliseconds())
  globalThis.Date = new Proxy(machineDate, {
    construct: (date, given: [], made) => Reflect.construct(date, given.length === 0 ? [milliseconds()] : given, made) as Date,
    apply: () => new machineDate(milliseconds()).toString(),
    get: (date, key) => (key === 'now' ? milliseconds : Reflect.get(date, key)),
  })
  const zoned = (zone?: string | Temporal.ZonedDateTime) => now().toZonedDateTimeISO(zone ?? Temporal.Now.timeZoneId())
  Object.assign(Temporal.Now, {
    instant: now,
    zonedDateTimeISO: zoned,
    plainDateTimeISO: (zone?: string) => zoned(zone).toPlainDateTime(),
    plainDateISO: (zone?: string) => zoned(zone).toPlainDate(),
    plainTimeISO: (zone?: string) => zoned(zone).toPlainTime(),
  })
  return { now, ahead: () => ahead, moveTo: (instant) => void (ahead = instant.epochMilliseconds - machineNow()) }
}
