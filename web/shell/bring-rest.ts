import { queries } from '../queries.ts'
import { whenIdle } from '../ui/when-idle.ts'

/** Brings what can be asked for next, once the first screen has all it shows. @returns the way to call it off. */
export function bringRest(...parts: (() => Promise<unknown>)[]): () => void {
  let callOff = () => {}
  const look = () => {
    if (queries.isFetching() > 0) return
    stop()
    callOff = whenIdle(...parts)
  }
  const stop = queries.getQueryCache().subscribe(look)
  look()
  return () => {
    stop()
    callOff()
  }
}
