/**
 * Does what is not needed yet once what is shown has been painted and the browser has nothing better to do (a while later where it
 * can't say). @returns the way to call it off.
 */
export function whenIdle(...acts: (() => Promise<unknown>)[]): () => void {
  let isOff = false
  // What fails now is brought when it is asked for.
  const begin = () => isOff || acts.forEach((act) => void act().catch(() => {}))
  const rest = () => ('requestIdleCallback' in window ? requestIdleCallback(begin) : setTimeout(begin, 1_000))
  // A frame is painted after its callbacks have run: by the next one it has been.
  requestAnimationFrame(() => requestAnimationFrame(rest))
  return () => void (isOff = true)
}
