import type { ColumnType, Generated } from 'kysely'

export type Instant = ColumnType<Temporal.Instant, Temporal.Instant | string, Temporal.Instant | string>
export type MaybeInstant = ColumnType<Temporal.Instant | null, Temporal.Instant | string | null | undefined, Temporal.Instant | string | null>
/** Stored as jsonb; written as a JSON string. */
export type JsonOf<T> = ColumnType<T, string, string>
export type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>
export type Id = string
export type GeneratedId = Generated<string>
export type MaybeId = ColumnType<string | null, string | null | undefined, string | null>
export type MaybeText = ColumnType<string | null, string | null | undefined, string | null>
