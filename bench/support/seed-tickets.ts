import { sql } from 'kysely'
import type { Db } from '../../src/storage/database.ts'

/** Open tickets of as many people, each with a message, written as sets: what years of a busy brand leave behind. */
export async function seedTickets(db: Db, workspaceId: string, count: number): Promise<void> {
  await sql`
    with ours as (
      insert into account (workspace_id, brand_id, network, native_id, handle, name, state)
      select ${workspaceId}::bigint, id, 'x', '900', 'aeroandes', 'Aeroandes', 'declared' from brand where workspace_id = ${workspaceId}::bigint limit 1
      returning id, brand_id
    ), n as materialized (
      select g, nextval('plaza_id') as person, nextval('plaza_id') as identity, nextval('plaza_id') as thread, nextval('plaza_id') as ticket, nextval('plaza_id') as message,
        now() - (${count} - g) * interval '40 seconds' as at,
        '@aeroandes el vuelo de las 18:30 a Rionegro sigue sin salir y nadie nos dice nada, reserva ' || upper(to_hex(g * 7919 + 65536)) as text
      from generate_series(1, ${count}) g
    ), people as (
      insert into person (id, workspace_id, name, language, first_seen_at) select person, ${workspaceId}::bigint, 'Vecina ' || g, 'es', at from n
    ), identities as (
      insert into identity (id, workspace_id, person_id, network, native_id, handle, name) select identity, ${workspaceId}::bigint, person, 'x', 'p' || g, 'vecina' || g, 'Vecina ' || g from n
    ), threads as (
      insert into thread (id, workspace_id, network, native_id, visibility, account_id) select thread, ${workspaceId}::bigint, 'x', 't' || g, 'public', ours.id from n, ours
    ), tickets as (
      insert into ticket (id, workspace_id, number, brand_id, person_id, state, person_name, person_handle, network, visibility, snippet, language, need_reason, due_at, order_at, unanswered, unanswered_since, last_inbound_id, last_inbound_at, opened_at, last_message_at)
      select ticket, ${workspaceId}::bigint, g, ours.brand_id, person, 'open', 'Vecina ' || g, 'vecina' || g, 'x', 'public', text, 'es', 'default', at + interval '4 hours', at + interval '4 hours', 1, at, message, at, at, at from n, ours
    ), links as (
      insert into ticket_thread (ticket_id, thread_id) select ticket, thread from n
    ), receipts as (
      insert into receipt (workspace_id, network, native_id, message_id) select ${workspaceId}::bigint, 'x', 't' || g, message from n
    ), messages as (
      insert into message (id, workspace_id, ticket_id, thread_id, network, native_id, account_ids, identity_id, direction, origin, visibility, text, language, at, search)
      select message, ${workspaceId}::bigint, ticket, thread, 'x', 't' || g, array[ours.id], identity, 'in', 'customer', 'public', text, 'es', at, to_tsvector('simple', text) from n, ours
    )
    update workspace set tickets = ${count} where id = ${workspaceId}::bigint`.execute(db)
}
