import type { Db } from './database.ts'

/** Keeps a sealed secret that is made once; answers the one that was kept first, whichever process made it. */
export async function keepFirstSecret(db: Db, name: string, sealed: Buffer): Promise<Buffer> {
  await db
    .insertInto('house_secret')
    .values({ name, sealed })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  return (await readSecret(db, name))!
}

export async function readSecret(db: Db, name: string): Promise<Buffer | null> {
  const row = await db.selectFrom('house_secret').select('sealed').where('name', '=', name).executeTakeFirst()
  return row?.sealed ?? null
}
