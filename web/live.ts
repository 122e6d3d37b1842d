import { useSyncExternalStore } from 'react'
import { placeOfAnswers } from './api.ts'
import type { LiveEvent } from './contract.ts'
import { apply } from './live/apply.ts'
import { readStream, type StreamEvent } from './live/read-stream.ts'
import { queries } from './queries.ts'

/** `live`: what is shown is what is. `late`: it may be behind, and we are trying. `offline`: this device has no network. */
export type LiveState = 'live' | 'late' | 'offline'

/** The server sends a heartbeat every 15 s; after twice that and a bit, nobody is there. */
const QUIET_MS = 40_000
const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000]

let state: LiveState = 'late'
let opened = false
const listeners = new Set<() => void>()

export function useLiveState(): LiveState {
  return useSyncExternalStore(subscribe, () => (opened ? state : 'live'))
}

/** Something happened that concerns this person by name (a mention in a note). */
type Heard = (event: LiveEvent) => void

/** Listens until stopped; comes back by itself, from where it was. @returns the way to stop. */
export function listen(heard: Heard): () => void {
  const stop = new AbortController()
  void keepListening(stop.signal, heard)
  return () => stop.abort()
}

async function keepListening(signal: AbortSignal, heard: Heard): Promise<void> {
  let lastId: string | null = null
  let failures = 0
  const take = (event: StreamEvent) => {
    lastId = event.id ?? lastId
    const live = JSON.parse(event.data) as LiveEvent
    gather(live)
    heard(live)
  }
  const alive = () => {
    failures = 0
    become('live')
  }
  while (!signal.aborted) {
    const cut = lostNetwork()
    // What is shown was read before the stream opens: what happened in between is heard from there on.
    lastId ??= placeOfAnswers()
    try {
      const response = await fetch('/api/v1/live', {
        signal: AbortSignal.any([signal, cut.signal]),
        headers: lastId ? { 'last-event-id': lastId } : {},
        cache: 'no-store',
      })
      if (response.status === 401) return void queries.invalidateQueries({ queryKey: ['me'] })
      if (!response.ok) throw new Error(`live: ${response.status}`)
      alive()
      opened = true
      await readStream(response, QUIET_MS, take, alive)
    } catch {
      if (signal.aborted) return
    } finally {
      cut.forget()
    }
    become(navigator.onLine ? 'late' : 'offline')
    await pause(RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)] ?? 10_000, signal)
  }
}

/** A device that lost its network knows at once; the stream itself would look alive until its next heartbeat is missed. */
function lostNetwork(): { signal: AbortSignal; forget: () => void } {
  const lost = new AbortController()
  const lose = () => lost.abort()
  addEventListener('offline', lose, { once: true })
  return { signal: lost.signal, forget: () => removeEventListener('offline', lose) }
}

/** Waits, but no longer once the network is back. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, ms * (0.75 + Math.random() / 2))
    addEventListener('online', done, { once: true })
    signal.addEventListener('abort', done, { once: true })
  })
}

let gathered: LiveEvent[] = []

function gather(event: LiveEvent): void {
  gathered.push(event)
  if (gathered.length > 1) return
  // A hidden page draws no frames, but must not fall behind.
  if (document.hidden) setTimeout(flush, 100)
  else requestAnimationFrame(flush)
}

function flush(): void {
  const events = gathered
  gathered = []
  apply(events)
}

function become(next: LiveState): void {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
