import type { Utterance } from './snapshot.ts'
import type { SayArgs } from './story.ts'
import type { Heard, MessageName } from './world.ts'

/** What the player remembers while it plays: what was said under which label, and what must have reached us. */
export interface Book {
  utterances: Map<string, Utterance>
  /** By network and native id: the last wording counts. */
  heard: Map<string, Heard>
}

export function openBook(): Book {
  return { utterances: new Map(), heard: new Map() }
}

export function writeSaid(book: Book, said: SayArgs, nativeId: string, by: 'person' | 'account'): void {
  const heard = said.heard === true
  book.utterances.set(said.label, {
    label: said.label,
    who: said.who,
    by,
    network: said.on,
    nativeId,
    deskId: null,
    refused: null,
    heard,
    saidAt: performance.now(),
  })
  if (heard) hear(book, { network: said.on, nativeId, state: { kind: 'said' } })
}

export function writeAgent(book: Book, label: string, agent: string, result: { deskId: string | null; refused: string | null }): void {
  book.utterances.set(label, { label, who: agent, by: 'agent', network: null, nativeId: null, heard: false, saidAt: performance.now(), ...result })
}

/** A change of something that reached us must reach us too. */
export function writeChange(book: Book, label: string, state: Heard['state']): void {
  const { network, nativeId, heard } = utteranceOf(book, label)
  if (heard && network && nativeId) hear(book, { network, nativeId, state })
}

export function utteranceOf(book: Book, label: string): Utterance {
  const utterance = book.utterances.get(label)
  if (!utterance) throw new Error(`«${label}» was not said: an earlier step failed`)
  return utterance
}

/** The name by which the desk knows what was said under a label. */
export function messageName(book: Book, label: string): MessageName {
  const { deskId, network, nativeId } = utteranceOf(book, label)
  if (deskId !== null) return { id: deskId }
  if (network !== null && nativeId !== null) return { network, nativeId }
  throw new Error(`«${label}» was refused, so it has no name`)
}

function hear(book: Book, heard: Heard): void {
  book.heard.set(`${heard.network} ${heard.nativeId}`, heard)
}
