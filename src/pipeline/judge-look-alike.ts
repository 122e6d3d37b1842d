import type { Ruling } from '../domain/look-alike.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { decideLookAlike, markGone, markReported, readLookAlike, type LookAlike } from '../storage/look-alikes.ts'
import { declareAccount } from './declare-account.ts'

export interface OnLookAlike {
  workspaceId: string
  memberId: string
  id: string
}

interface Needs {
  db: Db
  now(): Temporal.Instant
}

/**
 * Keeps what somebody of the house says it is, with who and when, on the tickets too. One of ours is declared as such, for what the account speaks
 * that it resembles; its words count as ours from then on. Throws `not-found`.
 */
export async function judgeLookAlike({ db, now }: Needs, on: OnLookAlike, verdict: Ruling): Promise<void> {
  const found = await readLookAlike(db, on.workspaceId, on.id)
  if (verdict === 'ours') await declare(db, on, found)
  await db.transaction().execute(async (transaction) => {
    await decideLookAlike(transaction, { ...on, at: now() }, verdict)
    await tellTickets(transaction, on, found, { kind: 'look-alike-judged', facts: { verdict } })
  })
}

async function declare(db: Db, { workspaceId, memberId }: OnLookAlike, { network, handle, name, official }: LookAlike): Promise<void> {
  const speaks = official.speaks as 'brand' | 'product' | 'region' | 'executive'
  await declareAccount({ db }, { workspaceId, memberId, network, handle, name: name || handle, speaks }).catch((error: unknown) => {
    if (!(error instanceof PlazaError) || error.code !== 'already-ours') throw error
  })
}

/** Somebody reported it to its network, by that network's own form. */
export async function reportLookAlike({ db, now }: Needs, on: OnLookAlike): Promise<void> {
  const found = await readLookAlike(db, on.workspaceId, on.id)
  await db.transaction().execute(async (transaction) => {
    await markReported(transaction, { ...on, at: now() })
    await tellTickets(transaction, on, found, { kind: 'look-alike-reported', facts: {} })
  })
}

/** It is there no more, or is back. */
export async function endLookAlike({ db, now }: Needs, on: OnLookAlike, gone: boolean): Promise<void> {
  await readLookAlike(db, on.workspaceId, on.id)
  await markGone(db, { ...on, at: now() }, gone)
}

async function tellTickets(
  db: Db,
  on: OnLookAlike,
  { handle, seenOn }: LookAlike,
  { kind, facts }: { kind: string; facts: Record<string, string> },
): Promise<void> {
  await recordEvents(
    db,
    on.workspaceId,
    seenOn.map(({ ticketId }) => ({ ticketId, kind, memberId: on.memberId, facts: { lookAlike: on.id, handle, ...facts } })),
  )
}
