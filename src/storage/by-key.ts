import { sql, type RawBuilder } from 'kysely'

/**
 * Joins the one row that a unique key names, by its index for each row before it. Written as a plain join it is PostgreSQL that chooses, and
 * of a table that it has no figures of yet, it reads all that a workspace ever had.
 */
export function byKey(alias: string, select: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`cross join lateral (${select} limit 1) ${sql.ref(alias)}`
}

/** The same, where there may be no such row. */
export function ifByKey(alias: string, select: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`left join lateral (${select} limit 1) ${sql.ref(alias)} on true`
}
