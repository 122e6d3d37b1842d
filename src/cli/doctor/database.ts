import type { Context } from '../../context.ts'
import { knowsZone, readVitals, type DatabaseVitals } from '../../storage/doctor-database.ts'
import { broken, fine, look, type Check } from './check.ts'
import { gib } from './machine.ts'

const OFF_SECONDS = 2
const FAR_OFF_SECONDS = 60
const CROWDED = 0.8

/** The database, and whether its clock and ours tell the same time. */
export async function checkDatabase({ db, config }: Pick<Context, 'db' | 'config'>): Promise<Check[]> {
  const asked = Date.now()
  const vitals = await readVitals(db)
  const between = (asked + Date.now()) / 2
  const where = config.databaseUrl === null ? 'embedded' : 'external'
  return [
    fine('database', `PostgreSQL ${vitals.version} (${where}), ${gib(vitals.bytes)}, ${vitals.migrations} migrations, up to date`),
    connections(vitals),
    clock(vitals.clock - between),
  ]
}

function connections({ connections, mostConnections }: DatabaseVitals): Check {
  const says = `${connections} of ${mostConnections} in use`
  if (connections < mostConnections * CROWDED) return fine('connections', says)
  return look('connections', says, 'Raise max_connections, or see who else uses this database.')
}

function clock(offMilliseconds: number): Check {
  const seconds = Math.abs(offMilliseconds) / 1000
  const says =
    seconds < OFF_SECONDS
      ? 'database and machine tell the same time'
      : `the database’s clock is ${seconds.toFixed(0)} s ${offMilliseconds > 0 ? 'ahead' : 'behind'}`
  if (seconds < OFF_SECONDS) return fine('clock', says)
  const todo = 'Set both machines’ clocks by NTP: promises and snoozes are kept by them.'
  return seconds > FAR_OFF_SECONDS ? broken('clock', says, todo) : look('clock', says, todo)
}

/** Both sides must know the workspace's zone, or times of day mean nothing. */
export async function checkZone({ db }: Pick<Context, 'db'>, zone: string): Promise<Check> {
  if (!knownHere(zone)) return broken('time zone', `this Node does not know ${zone}`, 'Run Plaza with the Node that it brings: npm start.')
  if (await knowsZone(db, zone))
    return fine('time zone', `${zone}, now ${Temporal.Now.zonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })} there`)
  return broken('time zone', `the database does not know ${zone}`, 'Install the time zone data (tzdata) where PostgreSQL runs.')
}

function knownHere(zone: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}
