import { sql } from 'kysely'

/** `domain/latest-moment` of a message `m`: the end of a time that tells whole seconds. */
export const latestMoment = sql.raw<Temporal.Instant>(
  `(m.at + case when date_trunc('second', m.at) = m.at then interval '999 milliseconds' else interval '0' end)`,
)
