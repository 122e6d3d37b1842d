/** Wakes the one who waits. A ring while nobody waits (between a search and the next IDLE) is kept, not lost. */
export interface Bell {
  ring(): void
  /** True when it rang; false when the time was up. */
  wait(milliseconds: number): Promise<boolean>
}

export function openBell(): Bell {
  let rung = false
  let wake = () => {}
  return {
    ring: () => {
      rung = true
      wake()
    },
    wait: async (milliseconds) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      wake = resolve
      const timer = setTimeout(resolve, milliseconds)
      if (!rung) await promise
      clearTimeout(timer)
      const heard = rung
      rung = false
      return heard
    },
  }
}
