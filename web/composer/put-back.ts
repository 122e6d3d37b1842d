import type { MessageItem } from '../contract.ts'
import { type DraftMedia, dropDraft, readDraft, writeDraft } from './drafts.ts'
import { keyOfMessage, type Spoken } from './mode.ts'

const listeners = new Set<(ticketId: string, modeKey: string) => void>()

interface Unsent extends Spoken, Pick<MessageItem, 'text' | 'subject' | 'contentWarning'> {
  attached?: DraftMedia[]
}

/** Gives the words of a message that did not go out back to the composer, under a new id, before what is already written there. */
export function putBack(memberId: string, ticketId: string, message: Unsent): void {
  const mode = keyOfMessage(message)
  const key = draftKey(memberId, ticketId, mode)
  const { text, subject, contentWarning, media } = readDraft(key)
  dropDraft(key)
  writeDraft(key, {
    media: [...(message.attached ?? []), ...media],
    text: text ? `${message.text}\n\n${text}` : message.text,
    subject: subject ?? message.subject ?? undefined,
    contentWarning: contentWarning ?? message.contentWarning ?? undefined,
  })
  for (const listener of listeners) listener(ticketId, mode)
}

export function draftKey(memberId: string, ticketId: string, mode: string): string {
  return `${memberId}.${ticketId}.${mode}`
}

/** The composer opens the way of speaking that words were given back to. */
export function onPutBack(listener: (ticketId: string, modeKey: string) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
