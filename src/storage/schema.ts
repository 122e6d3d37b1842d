import type { HouseTables } from './schema/house-tables.ts'
import type { LookAlikeTables } from './schema/look-alike-tables.ts'
import type { WorkTables } from './schema/work-tables.ts'

/** The tables as TypeScript sees them; `migrations/` is the truth. */
export interface Schema extends HouseTables, WorkTables, LookAlikeTables {}
