import { PlazaError } from '../domain/plaza-error.ts'
import type { Measure } from '../manual/check/checked.ts'
import { isError } from '../manual/finding.ts'
import type { Db } from '../storage/database.ts'
import { recordEvents } from '../storage/events.ts'
import { lockWorkspace } from '../storage/ids.ts'
import { dropManualDraft, insertManualVersion, manualInForce, readManualVersion } from '../storage/manuals.ts'
import { checkText } from './check-text.ts'
import { loadManual } from './manual-in-force.ts'
import { ManualRefused } from './manual-refused.ts'

export interface Publication {
  workspaceId: string
  /** Null from the command line. */
  memberId: string | null
  text: string
  note: string | null
  /** The version that its writer saw in force: another one by now refuses it. Absent, it takes the place of whichever is. */
  over?: number | null
}

/** Puts a text in force as the next version and answers its number. Throws `manual-has-errors` with what is wrong, `manual-moved-on`. */
export async function publishManual(db: Db, measure: Measure, publication: Publication): Promise<number> {
  const errors = (await checkText(publication.text, measure)).filter(isError)
  if (errors.length > 0) throw new ManualRefused(errors)
  return putInForce(db, publication)
}

/**
 * Publishes the text of an earlier version again. It was sound when it was published, and a way back must not be barred by a check that is
 * younger than it: only a text that can't be made ready any more is refused. Throws `not-found`, `manual-has-errors`.
 */
export async function restoreManual(
  db: Db,
  { workspaceId, memberId, number }: Pick<Publication, 'workspaceId' | 'memberId'> & { number: number },
): Promise<number> {
  const { text, note } = await readManualVersion(db, workspaceId, number)
  await loadManual(text, number)
  return putInForce(db, { workspaceId, memberId, text, note }, { restored: number })
}

function putInForce(db: Db, { over, ...version }: Publication, facts: { restored?: number } = {}): Promise<number> {
  const { workspaceId, memberId } = version
  return db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, workspaceId)
    if (over !== undefined && over !== (await manualInForce(transaction, workspaceId)))
      throw new PlazaError('conflict', 'manual-moved-on', 'Somebody has published another version meanwhile.')
    const number = await insertManualVersion(transaction, version)
    // What is in force is no draft any more.
    await dropManualDraft(transaction, workspaceId, version.text)
    await recordEvents(transaction, workspaceId, [{ ticketId: null, kind: 'manual', memberId, facts: { version: number, ...facts } }])
    return number
  })
}
