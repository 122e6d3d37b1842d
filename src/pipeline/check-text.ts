import type { Measure } from '../manual/check/checked.ts'
import { checkManual } from '../manual/check-manual.ts'
import { diffManuals, type Difference } from '../manual/diff-manuals.ts'
import { finding, inOrder, isError, type Finding } from '../manual/finding.ts'
import type { Manual } from '../manual/manual.ts'
import { parseManual } from '../manual/parse-manual.ts'
import { HolidaysUnknown } from '../platform/holidays.ts'
import type { Db } from '../storage/database.ts'
import { manualInForce, readManualVersion } from '../storage/manuals.ts'
import { holidaysIn, loadManual } from './manual-in-force.ts'
import { ManualRefused } from './manual-refused.ts'

/** All that is wrong with a text that is to be a manual, in its order. */
export async function checkText(text: string, measure: Measure): Promise<Finding[]> {
  const { sound, findings } = parseManual(text)
  const found = inOrder([...findings, ...(sound ? [...checkManual(sound, measure), ...(await unknownRegions(sound))] : [])])
  return found.some(isError) ? found : [...(await obstacles(text)), ...found]
}

async function unknownRegions({ document, place }: Manual): Promise<Finding[]> {
  const asked = Object.entries(document.calendars).flatMap(([name, { holidays = [] }]) =>
    holidays.map(async (region, i) => ((await isKnown(region)) ? [] : [finding('unknown-region', place(['calendars', name, 'holidays', i]), { region })])),
  )
  return (await Promise.all(asked)).flat()
}

async function isKnown(region: string): Promise<boolean> {
  try {
    await holidaysIn(region, [])
    return true
  } catch (error) {
    if (error instanceof HolidaysUnknown) return false
    throw error
  }
}

/** What would keep it from deciding once it is in force, though no check objects to it. */
async function obstacles(text: string): Promise<readonly Finding[]> {
  try {
    await loadManual(text, 0)
    return []
  } catch (error) {
    if (error instanceof ManualRefused) return error.findings
    throw error
  }
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
