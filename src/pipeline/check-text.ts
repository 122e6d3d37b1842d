import type { Measure } from '../manual/check/checked.ts'
import { checkManual } from '../manual/check-manual.ts'
import { diffManuals, type Difference } from '../manual/diff-manuals.ts'
import { inOrder, type Finding } from '../manual/finding.ts'
import { parseManual } from '../manual/parse-manual.ts'
import type { Db } from '../storage/database.ts'
import { manualInForce, readManualVersion } from '../storage/manuals.ts'

/** All that is wrong with a text that is to be a manual, in its order. */
export function checkText(text: string, measure: Measure): Finding[] {
  const { sound, findings } = parseManual(text)
  return inOrder([...findings, ...(sound ? checkManual(sound, measure) : [])])
}

/** What would change if a text were the manual instead of a version, the one in force if none is named; null where one of the two can't be read, and before the first version. */
export async function compareWithVersion(db: Db, workspaceId: string, text: string, version?: number): Promise<Difference[] | null> {
  const number = version ?? (await manualInForce(db, workspaceId))
  if (number === null) return null
  const { manual: newer } = parseManual(text)
  if (!newer) return null
  const { manual: older } = parseManual((await readManualVersion(db, workspaceId, number)).text)
  return older && diffManuals(older, newer)
}
