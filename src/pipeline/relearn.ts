import type { Db } from '../storage/database.ts'
import { keepLesson, readCorrections, readUncorrected, readWeightsInForce, workspacesWithNews } from '../storage/learned-weights.ts'
import { relearnApart } from '../understanding/learn/relearn-apart.ts'
import type { Relearned } from '../understanding/learn/relearn.ts'

/** Corrections that are learned from: the latest, some seconds of work. */
const MOST = 20_000
/** Messages that nobody corrected, to keep in mind how they are read. */
const REMINDERS = 2_000

/** Learns from what people put right in one workspace. What was learned is read by only if it answers better than what is read by now on corrections it has not seen. */
export async function relearnWorkspace(db: Db, workspaceId: string): Promise<Relearned & { corrections: number }> {
  const corrections = await readCorrections(db, workspaceId, MOST)
  const reminders = await readUncorrected(db, workspaceId, REMINDERS)
  const relearned = await relearnApart({ corrections, reminders, inForce: await readWeightsInForce(db, workspaceId) })
  const { promoted, reason, before, after, deltas: weights } = relearned
  await keepLesson(db, workspaceId, { promoted, reason, corrections: corrections.length, figures: { before: { ...before }, after: { ...after } }, weights })
  return { ...relearned, corrections: corrections.length }
}

/** The nightly lesson, where there is something new to learn. */
export async function relearnAll(db: Db): Promise<void> {
  for (const workspaceId of await workspacesWithNews(db)) await relearnWorkspace(db, workspaceId)
}
