import { readCalendar, type Calendar } from '../domain/calendar.ts'
import { readRota, type Rota } from '../domain/duty.ts'
import { readPromise, type AccountPromise } from '../domain/promise.ts'
import { needMinutesWith, readNeedMinutes, type NeedMinutes } from '../domain/need.ts'
import { brandWords } from '../manual/brand-words.ts'
import { compileManual, type Decide } from '../manual/compile-manual.ts'
import { accountKey } from '../manual/facts.ts'
import { finding } from '../manual/finding.ts'
import type { Manual } from '../manual/manual.ts'
import { parseManual } from '../manual/parse-manual.ts'
import { departmentHours, promised } from '../manual/promised.ts'
import { regionsKept } from '../manual/regions-kept.ts'
import { rotaOf } from '../manual/rota.ts'
import { holidaysOf } from '../platform/holidays.ts'
import type { Log } from '../platform/log.ts'
import type { Db } from '../storage/database.ts'
import { readLearnedWeights } from '../storage/learned-weights.ts'
import { noteManualFailure, readManualVersion, standingOf } from '../storage/manuals.ts'
import type { BrandWords } from '../understanding/brand-words.ts'
import { ManualRefused } from './manual-refused.ts'

/** A workspace's manual, ready to decide. */
export interface InForce {
  version: number
  manual: Manual
  decide: Decide
  words: BrandWords
  zone: string
  /** The brand's own waits; null where the manual leaves the usual ones. */
  minutes: NeedMinutes | null
  /** By `accountKey`. */
  promises: ReadonlyMap<string, AccountPromise>
  /** When each department works, by its name. */
  hours: ReadonlyMap<string, Calendar>
  /** Who is on duty when in each department, by its name. */
  rotas: ReadonlyMap<string, Rota>
  /** ISO days that are a holiday by any calendar. */
  holidays: ReadonlySet<string>
  /** The same by the calendar of each account that promises something (`regionsKept`), by `accountKey`. */
  accountHolidays: ReadonlyMap<string, ReadonlySet<string>>
  /** The severest level of its crisis plan at which a storm's room is open; null for none. */
  crisis: string | null
}

export interface Manuals {
  /** The manual that decides now; null before one is published. One small question; a version is made ready once. */
  inForce(workspaceId: string): Promise<InForce | null>
  /** The manual that was in force as this version: it, or the last good one before it. */
  asOf(workspaceId: string, number: number): Promise<InForce | null>
}

/** Versions kept ready beside those in force; a published one never changes. */
const KEPT_VERSIONS = 30

/** Keeps each workspace's manual ready. One that can't be loaded never stops the road in: the last good version goes on, loudly. */
export function openManuals(db: Db, log: Log): Manuals {
  const ready = new Map<string, { number: number; lesson: string | null; loaded: Promise<InForce | null> }>()
  const earlier = new Map<string, Promise<InForce | null>>()
  return {
    async asOf(workspaceId, number) {
      const current = ready.get(workspaceId)
      if (current?.number === number) return current.loaded
      const key = `${workspaceId}:${number}`
      const known = earlier.get(key)
      if (known) return known
      const loaded = loadLastGood(db, log, { workspaceId, number }, async () => {})
      earlier.set(key, loaded)
      if (earlier.size > KEPT_VERSIONS) earlier.delete(earlier.keys().next().value!)
      loaded.catch(() => earlier.delete(key))
      return loaded
    },
    async inForce(workspaceId) {
      const standing = await standingOf(db, workspaceId)
      if (standing === null) return null
      const { number, lesson, levels } = standing
      const known = ready.get(workspaceId)
      if (known?.number === number && known.lesson === lesson) return inCrisis(await known.loaded, levels)
      const loaded = loadLastGood(db, log, { workspaceId, number }, (failure) => noteManualFailure(db, workspaceId, failure)).then((good) =>
        taught(db, good, lesson),
      )
      ready.set(workspaceId, { number, lesson, loaded })
      loaded.catch(() => ready.delete(workspaceId))
      return inCrisis(await loaded, levels)
    },
  }
}

/** Levels stand the mildest first; one that the manual does not know (any more) changes nothing. */
function inCrisis(inForce: InForce | null, open: readonly string[]): InForce | null {
  if (inForce === null || open.length === 0) return inForce
  const crisis = Object.keys(inForce.manual.document.crisis).findLast((level) => open.includes(level)) ?? null
  return { ...inForce, crisis }
}

/** With what the brand's people taught beside its written words. */
async function taught(db: Db, inForce: InForce | null, lesson: string | null): Promise<InForce | null> {
  return inForce && lesson !== null ? { ...inForce, words: { ...inForce.words, learned: await readLearnedWeights(db, lesson) } } : inForce
}

async function loadLastGood(
  db: Db,
  log: Log,
  of: { workspaceId: string; number: number },
  note: (failure: string | null) => Promise<void>,
): Promise<InForce | null> {
  for (let number = of.number; number > 0; number--) {
    try {
      const { text } = await readManualVersion(db, of.workspaceId, number)
      const loaded = await loadManual(text, number)
      if (number === of.number) await note(null)
      return loaded
    } catch (error) {
      if (!(error instanceof ManualRefused)) throw error
      log.error({ version: number, err: error }, 'the manual could not be loaded; the last good version goes on')
      if (number === of.number) await note(inBrief(error))
    }
  }
  return null
}

function inBrief({ findings }: ManualRefused): string {
  return findings.map(({ code, line, data: { why } }) => `line ${line}: ${code === 'does-not-load' ? String(why) : code}`).join('; ')
}

/** Makes a manual's text ready to decide. Throws `manual-has-errors` with what keeps it from that. */
export async function loadManual(text: string, number: number): Promise<InForce> {
  const { manual, findings } = parseManual(text)
  if (!manual) throw new ManualRefused(findings)
  try {
    return await makeReady(manual, number)
  } catch (cause) {
    throw new ManualRefused([finding('does-not-load', { line: 1, column: 1 }, { why: cause instanceof Error ? cause.message : String(cause) })], cause)
  }
}

async function makeReady(manual: Manual, number: number): Promise<InForce> {
  const { document } = manual
  const days = await regionDays(Object.values(document.calendars).flatMap(({ holidays }) => holidays ?? []))
  const holidaysIn = (regions: readonly string[]) => regions.flatMap((region) => days.get(region) ?? [])
  const daysKept = (calendar?: string) => new Set(holidaysIn(regionsKept(document, calendar)))
  const promises = new Map<string, AccountPromise>()
  const accountHolidays = new Map<string, ReadonlySet<string>>()
  for (const [name, account] of Object.entries(document.accounts)) {
    const promise = promised(manual, name, holidaysIn)
    if (!promise) continue
    const key = accountKey(account.network, account.handle)
    promises.set(key, readPromise(promise))
    accountHolidays.set(key, daysKept(document.promises[account.promise!]?.calendar))
  }
  return {
    version: number,
    manual,
    decide: compileManual(manual, String(number)),
    words: brandWords(manual),
    zone: document.brand.timeZone,
    minutes: document.needs ? readNeedMinutes(needMinutesWith(document.needs)) : null,
    promises,
    hours: new Map(Object.keys(document.departments).map((name) => [name, readCalendar(departmentHours(manual, name, holidaysIn))])),
    rotas: new Map(Object.keys(document.departments).map((name) => [name, readRota(rotaOf(document, name, holidaysIn))])),
    holidays: daysKept(),
    accountHolidays,
    crisis: null,
  }
}

/** Three years are enough: a manual is made ready anew at every start. */
async function regionDays(regions: readonly string[]): Promise<Map<string, string[]>> {
  const year = Temporal.Now.plainDateISO().year
  const wanted = [...new Set(regions)].map(async (region) => [region, await holidaysIn(region, [year - 1, year, year + 1])] as const)
  return new Map(await Promise.all(wanted))
}

/** Of a country or region as a manual writes it: `ES`, `ES-VC`. Throws `HolidaysUnknown`. */
export function holidaysIn(region: string, years: readonly number[]): Promise<string[]> {
  const [country, ...rest] = region.split('-')
  return holidaysOf(country!, rest.join('-') || null, years)
}
