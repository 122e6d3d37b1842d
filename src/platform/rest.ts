import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** How often the work of the last while is looked at. */
const LOOK_MS = 3_000
/** Share of a core below which nothing much happens. */
const QUIET = 0.04
/** Quiet looks in a row before a rest. */
const LOOKS = 2

type Collect = (how: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void

/**
 * Gives memory back in quiet hours: V8 collects when it must, not when it could, and keeps compiled what ran once, at a start. One thorough
 * collection (some 0.2 s, a third of the resident memory) when nothing much has happened for some seconds, and none again before something has.
 * Answers how to stop. `rested` is told after each.
 */
export function restWhenQuiet(rested: () => void = () => {}): () => void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as Collect
  let before = process.cpuUsage()
  let quiet = 0
  const looking = setInterval(() => {
    const { user, system } = process.cpuUsage(before)
    before = process.cpuUsage()
    quiet = (user + system) / 1_000 > LOOK_MS * QUIET ? 0 : quiet + 1
    if (quiet !== LOOKS) return
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
    before = process.cpuUsage()
    rested()
  }, LOOK_MS).unref()
  return () => clearInterval(looking)
}
