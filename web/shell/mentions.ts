import { useSyncExternalStore } from 'react'
import type { Me } from '../contract.ts'

/**
 * Tickets in whose notes this person was named and which they have not opened since, the latest first. Kept on this browser, alike in
 * all its tabs; each workspace has its own.
 */
export function useMentions(me: Me): readonly string[] {
  return useSyncExternalStore(subscribe, () => read(keyOf(me)))
}

export function addMention(me: Me, ticketId: string): void {
  const key = keyOf(me)
  write(key, [ticketId, ...read(key).filter((id) => id !== ticketId)])
}

export function dropMention(me: Me, ticketId: string): void {
  const key = keyOf(me)
  if (read(key).includes(ticketId))
    write(
      key,
      read(key).filter((id) => id !== ticketId),
    )
}

const keyOf = (me: Me) => `plaza.mentions.${me.workspace.id}.${me.member.id}`

const NONE: readonly string[] = []
const known = new Map<string, { text: string; ids: readonly string[] }>()

/** The same array while nothing changed, as React wants it. */
function read(key: string): readonly string[] {
  const text = localStorage.getItem(key)
  if (text === null) return NONE
  const before = known.get(key)
  if (before?.text === text) return before.ids
  const ids = text.split(' ').filter(Boolean)
  known.set(key, { text, ids })
  return ids
}

function write(key: string, ids: readonly string[]): void {
  localStorage.setItem(key, ids.join(' '))
  for (const listener of listeners) listener()
}

const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', listener)
  }
}
