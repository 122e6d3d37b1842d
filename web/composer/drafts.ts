import { useCallback, useSyncExternalStore } from 'react'
import type { ScriptUsed } from './script-draft.ts'

/** One reply or note being written. `id` makes it one reply however often it is sent. */
export interface Draft {
  id: string
  text: string
  /** Of a mail; absent: as the conversation has it. */
  subject?: string
  /** Absent: that of the message answered; empty: taken away on purpose. */
  contentWarning?: string
  media: DraftMedia[]
  /** The last script that was put in. */
  script?: ScriptUsed | undefined
  savedAt: number
}

export interface DraftMedia {
  id: string
  name: string
  mime: string
  bytes: number
  description: string
}

const PREFIX = 'plaza.draft.'
const KEPT_MS = 30 * 24 * 3_600_000
const listeners = new Set<() => void>()
const known = new Map<string, Draft>()

/** Written through on every change: neither a reload nor a crash loses a word. One a person, ticket and way of speaking. */
export function useDraft(key: string): [Draft, (change: Partial<Draft>) => void, () => void] {
  const draft = useSyncExternalStore(subscribe, () => readDraft(key))
  const change = useCallback((part: Partial<Draft>) => writeDraft(key, part), [key])
  const clear = useCallback(() => dropDraft(key), [key])
  return [draft, change, clear]
}

export function readDraft(key: string): Draft {
  const draft = known.get(key) ?? stored(key) ?? { id: crypto.randomUUID(), text: '', media: [], savedAt: 0 }
  known.set(key, draft)
  return draft
}

export function writeDraft(key: string, part: Partial<Draft>): void {
  const draft = { ...readDraft(key), ...part, savedAt: Date.now() }
  known.set(key, draft)
  if (isEmpty(draft)) localStorage.removeItem(PREFIX + key)
  else keep(key, draft)
  tell()
}

/** It has gone out: the next words are another reply, under another id. */
export function dropDraft(key: string): void {
  known.delete(key)
  localStorage.removeItem(PREFIX + key)
  tell()
}

/** Drafts nobody came back to for a month are let go. */
export function forgetOldDrafts(now: number): void {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(PREFIX) && now - (stored(name.slice(PREFIX.length))?.savedAt ?? 0) > KEPT_MS) localStorage.removeItem(name)
  }
}

function isEmpty(draft: Draft): boolean {
  return draft.text === '' && draft.media.length === 0 && !draft.subject && draft.contentWarning === undefined
}

function keep(key: string, draft: Draft): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(draft))
  } catch {
    // Full: the words stay in this tab, and the oldest drafts make room for the next change.
    forgetOldDrafts(Date.now() + KEPT_MS / 2)
  }
}

function stored(key: string): Draft | null {
  const text = localStorage.getItem(PREFIX + key)
  return text === null ? null : (JSON.parse(text) as Draft)
}

function tell(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
