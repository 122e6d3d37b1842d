/** Does what is not needed yet once the browser has nothing better to do (a while later where it can't say). @returns the way to call it off. */
export function whenIdle(...acts: (() => Promise<unknown>)[]): () => void {
  // What fails now is brought when it is asked for.
  const begin = () => acts.forEach((act) => void act().catch(() => {}))
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(begin, 2_000)
    return () => clearTimeout(timer)
  }
  const asked = requestIdleCallback(begin)
  return () => cancelIdleCallback(asked)
}
