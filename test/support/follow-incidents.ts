import type { Db } from '../../src/storage/database.ts'
import type { IncidentWatch } from '../../src/watch/follow-incidents.ts'
import { caughtUp } from './caught-up.ts'

export const followIncidents = (db: Db, watch: IncidentWatch): Promise<void> => caughtUp(db, ['incidents'], () => watch.follow())
