import type { OfferedScript } from '../contract.ts'
import type { Draft } from './drafts.ts'

/** Of a script that went into a draft: what its agent must still fill in, and go through. */
export interface ScriptUsed {
  name: string
  steps: string[]
  /** What it left in braces when it was put in. */
  open: OfferedScript['open']
}

type Words = Pick<Draft, 'text' | 'script'>

/** The draft with a script in it, after what was written. */
export function withScript({ text, script: earlier }: Words, { name, steps, open, text: words }: OfferedScript): Words {
  const still = openIn({ text, script: earlier }).filter(({ written }) => !open.some((one) => one.written === written))
  return { text: text.trim() === '' ? words : `${text.trimEnd()}\n\n${words}`, script: { name, steps, open: [...still, ...open] } }
}

/** What of a script is still in its braces: it must not go out so. */
export function openIn({ text, script }: Words): OfferedScript['open'] {
  return script?.open.filter(({ written }) => text.includes(`{${written}}`)) ?? []
}

export function filledIn(text: string, written: string, value: string): string {
  return text.replaceAll(`{${written}}`, () => value)
}
