import { fold } from './fold.ts'

/** What may say something in a message, beside its text. */
export interface Said {
  text: string
  contentWarning?: string | null | undefined
  subject?: string | null | undefined
  /** The subject of the thread that it answers in; null where it begins one. */
  threadSubject?: string | null | undefined
}

/** All that a message says, as it is read for its meaning: its content warning, its subject where that is its own, its text last. */
export function saidInAll({ text, contentWarning, subject, threadSubject }: Said): string {
  const ahead = [contentWarning, subject && isItsOwn(subject, threadSubject) ? subject : null].filter(Boolean)
  return ahead.length === 0 ? text : [...ahead, text].join('\n')
}

/** A subject without what programs write before it, in their languages, when somebody answers. */
export function bareSubject(subject: string): string {
  return subject.replace(ANSWERING, '').trim()
}

const ANSWERING = /^(?:\s*(?:re|aw|rif|res|r|sv|antw|réf|rv)\s*(?:\[\d+\])?\s*:\s*)+/i
const FORWARDING = /^\s*(?:fwd?|enc|i|tr|wg)\s*:/i

/** What answers or hands on bears the words of another message. */
function isItsOwn(subject: string, threadSubject: string | null | undefined): boolean {
  if (ANSWERING.test(subject) || FORWARDING.test(subject)) return false
  return !threadSubject || fold(bareSubject(threadSubject)) !== fold(subject)
}
