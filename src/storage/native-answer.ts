import { sql } from 'kysely'

/** Whether a message `o` answers without having gone out through Plaza: a person's word on the network itself, or a call in which both spoke. */
export const nativeAnswer = sql.raw<boolean>(
  `(o.automatic is null and case when o.origin = 'phone' then o.ref->>'outcome' = 'spoke'
    else o.direction = 'out' and not exists (select from delivery d where d.message_id = o.id) end)`,
)
