import { sql, type RawBuilder } from 'kysely'

/** JSON as PostgreSQL can keep it: its text can't hold NUL, and no customer's word should fail for one. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value)
  // An escaped backslash before `u0000` is no NUL.
  return text.includes('\\u0000') ? text.replace(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1') : text
}

/**
 * Rows as a table of these columns, called `r`; the statement is told how many they are. PostgreSQL takes any list of rows for a hundred, and
 * reads a whole table rather than look up a hundred of it.
 */
export function rowsOf(rows: readonly object[], columns: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select * from json_to_recordset(${toJson(rows)}::json) as r(${columns}) limit ${rows.length}) r`
}
