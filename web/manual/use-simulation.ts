import { useEffect, useRef, useState } from 'react'
import { post } from '../api.ts'
import type { ManualSimulated } from '../contract.ts'

type Way = ManualSimulated['ways'][number]

/** What a trial has come to. */
export interface Simulation {
  days: number
  messages: number
  changed: number
  /** Most first. */
  ways: Way[]
  /** 0 to 1, of the time that is looked at. */
  progress: number
  /** Where it would go on; null when all was replayed. */
  left: ManualSimulated['left']
  state: 'running' | 'done' | 'resting' | 'failed'
  problem: Error | null
}

/** After so many messages it rests and asks whether to go on. */
const REST_AFTER = 20_000
const NAMED = 20
const DAY_MS = 86_400_000

/** Replays the past stretch by stretch, telling how far it has come; a stop, or another trial, ends it. */
export function useSimulation(text: string) {
  const [shown, show] = useState<(Simulation & { text: string }) | null>(null)
  const running = useRef<AbortController>(null)
  useEffect(() => () => running.current?.abort(), [])
  const run = async (from: Simulation) => {
    running.current?.abort()
    const stop = new AbortController()
    running.current = stop
    let reached: Simulation = { ...from, state: 'running', problem: null }
    const tell = (next: Simulation) => {
      reached = next
      if (!stop.signal.aborted) show({ ...next, text })
    }
    tell(reached)
    try {
      const until = reached.messages + REST_AFTER
      do {
        const stretch = await post<ManualSimulated>('/manual/simulate', { text, days: from.days, after: reached.left?.after ?? null }, stop.signal)
        tell(gathered(reached, stretch))
      } while (reached.left !== null && reached.messages < until)
      tell({ ...reached, state: reached.left ? 'resting' : 'done' })
    } catch (problem) {
      tell({ ...reached, state: 'failed', problem: problem as Error })
    }
  }
  return {
    /** Of the text as it is now; what was found for another one is no answer any more. */
    simulation: shown?.text === text ? shown : null,
    start: (days: number) => void run({ days, messages: 0, changed: 0, ways: [], progress: 0, left: null, state: 'running', problem: null }),
    goOn: () => shown && void run(shown),
    stop: () => {
      running.current?.abort()
      show((last) => last && { ...last, state: 'resting' })
    },
  }
}

function gathered(before: Simulation, { messages, changed, ways, left }: ManualSimulated): Simulation {
  return {
    ...before,
    messages: before.messages + messages,
    changed: before.changed + changed,
    ways: together([...before.ways, ...ways]),
    progress: left ? Math.max(before.progress, 1 - (Date.now() - Date.parse(left.said)) / (before.days * DAY_MS)) : 1,
    left,
  }
}

function together(ways: readonly Way[]): Way[] {
  const alike = Map.groupBy(ways, ({ act, before, after }) => JSON.stringify([act, before, after]))
  return [...alike.values()]
    .map((those) => ({
      ...those[0]!,
      count: those.reduce((sum, { count }) => sum + count, 0),
      tickets: [...new Map(those.flatMap(({ tickets }) => tickets).map((ticket) => [ticket.id, ticket])).values()].slice(0, NAMED),
    }))
    .sort((a, b) => b.count - a.count)
}
