import { sql } from 'kysely'
import type { NetworkName } from '../domain/network-name.ts'
import { ifByKey } from './by-key.ts'
import type { Db } from './database.ts'
import { takeIds } from './ids.ts'
import { toJson } from './json.ts'

export interface PersonLine {
  name: string
  language?: string | undefined
  identities: { network: NetworkName; id: string; handle: string; name: string; url?: string | undefined; avatarUrl?: string | undefined }[]
}

/** What a person line found here: whose each of its identities is, null for those nobody has. */
export interface PersonFound {
  personIds: string[]
  strange: number
  sameName: boolean
  hasLanguage: boolean
}

export async function findPeople(db: Db, workspaceId: string, lines: readonly PersonLine[]): Promise<PersonFound[]> {
  const asked = lines.flatMap((line, n) => line.identities.map(({ network, id }) => ({ n, network, id, name: line.name })))
  const { rows } = await sql<{ n: number } & PersonFound>`
    select r.n, coalesce(array_agg(distinct i.person_id::text) filter (where i.id is not null), '{}') as "personIds", count(*) filter (where i.id is null)::int as strange,
      coalesce(bool_and(p.name = r.name), false) as "sameName", coalesce(bool_and(p.language is not null), false) as "hasLanguage"
    from json_to_recordset(${toJson(asked)}::json) as r(n integer, network text, id text, name text)
    ${ifByKey('i', sql`select id, person_id from identity where workspace_id = ${workspaceId}::bigint and network = r.network and native_id = r.id`)}
    left join person p on p.id = i.person_id
    group by r.n order by r.n`.execute(db)
  return rows
}

/** Makes these identities one person: the one known longest stays. Answers whether that person is new. */
export async function uniteIdentities(db: Db, workspaceId: string, line: PersonLine, personIds: readonly string[]): Promise<boolean> {
  const [known, ...others] = personIds.toSorted((a, b) => Number(BigInt(a) - BigInt(b)))
  const personId = known ?? (await insertPerson(db, workspaceId, line))
  if (others.length > 0) await movePeople(db, others, personId)
  await sql`update person set name = ${line.name}, language = coalesce(language, ${line.language ?? null}) where id = ${personId}::bigint`.execute(db)
  await sql`
    insert into identity (id, workspace_id, person_id, network, native_id, handle, name, url, avatar_url, evidence)
    select nextval('plaza_id'), ${workspaceId}::bigint, ${personId}::bigint, r.network, r.id, r.handle, r.name, r.url, r."avatarUrl", 'import'
    from json_to_recordset(${toJson(line.identities)}::json) as r(network text, id text, handle text, name text, url text, "avatarUrl" text)
    on conflict (workspace_id, network, native_id) do nothing`.execute(db)
  return known === undefined
}

async function insertPerson(db: Db, workspaceId: string, { name }: PersonLine): Promise<string> {
  const [id] = await takeIds(db, 1)
  await sql`insert into person (id, workspace_id, name, first_seen_at) values (${id}::bigint, ${workspaceId}::bigint, ${name}, now())`.execute(db)
  return id!
}

async function movePeople(db: Db, from: readonly string[], into: string): Promise<void> {
  await sql`update person p set first_seen_at = least(p.first_seen_at, (select min(first_seen_at) from person where id = any(${from}::bigint[]))) where p.id = ${into}::bigint`.execute(
    db,
  )
  await sql`update identity set person_id = ${into}::bigint, evidence = 'import' where person_id = any(${from}::bigint[])`.execute(db)
  await sql`update ticket set person_id = ${into}::bigint where person_id = any(${from}::bigint[])`.execute(db)
  await sql`delete from person where id = any(${from}::bigint[])`.execute(db)
}
