import type { Read } from './read.ts'
import { compare, type Likeness } from './compare.ts'
import type { Evidence, EvidenceCode } from './evidence.ts'
import type { OfficialForms } from './official-forms.ts'
import { BESIDE, HANDLE, NAME, OURS } from './weights.ts'
import type { Word, WordKind } from './words.ts'

/** A likeness as evidence, and what stood beside. */
export interface Resemblance extends Evidence {
  beside: readonly Word[]
  how: Likeness['how']
  /** What of ours it resembles, squashed. */
  matched: string
}

export interface Likenesses {
  handle: Resemblance | null
  name: Resemblance | null
}

/** The weightiest way in which their handle comes from what we are called. */
export function handleEvidence({ handles, official }: OfficialForms, { handle, candidate }: Read): Resemblance | null {
  let best: Resemblance | null = null
  for (const { form, by } of handles) {
    const found = compare(form, handle)
    if (found === null) continue
    const code = by === 'reordered' && found.beside.length === 0 ? 'handle-reordered' : (`handle-${codeOf(found)}` as const)
    const weight = handleChance(found, form.text.length) * OURS[by]
    if (best === null || weight > best.weight)
      best = { code, ours: official.handle, theirs: candidate.handle, weight, beside: found.beside, how: found.how, matched: form.text }
  }
  return best
}

/** The same of their name; ours may be our name or its stem. */
export function nameEvidence({ names, official }: OfficialForms, { name, candidate }: Read): Resemblance | null {
  let best: Resemblance | null = null
  for (const form of names) {
    const found = compare(form, name)
    if (found === null) continue
    const weight = nameChance(found, NAME.same[official.speaks ?? 'brand'])
    const code: EvidenceCode = `name-${codeOf(found)}`
    if (best === null || weight > best.weight)
      best = { code, ours: official.name, theirs: candidate.name, weight, beside: found.beside, how: found.how, matched: form.text }
  }
  return best
}

function codeOf({ how, beside }: Likeness): Likeness['how'] | `with-${WordKind}` {
  return beside.length > 0 ? `with-${mostTelling(beside)}` : how
}

function handleChance({ how, edits, beside }: Likeness, length: number): number {
  const alike = how === 'misspelt' ? HANDLE.misspelt[Math.min(edits, HANDLE.misspelt.length) - 1]! * (1 - edits / length) : HANDLE[how]
  if (beside.length === 0) return alike
  return BESIDE[mostTelling(beside)] * (how === 'misspelt' ? HANDLE.misspeltBeside : 1)
}

function nameChance({ how, beside }: Likeness, same: number): number {
  const alike = how === 'misspelt' ? NAME.misspelt * (same / NAME.same.brand) : same
  return beside.length === 0 ? alike : BESIDE[mostTelling(beside)] * NAME.beside * (same / NAME.same.brand)
}

/**
 * Who says they are a fan, a parody or a trader says it, whatever else stands there. Beside a word of their own, only what squatters add tells more
 * than that word.
 */
function mostTelling(beside: readonly Word[]): WordKind {
  const kinds = new Set(beside.map(({ kind }) => kind))
  const said = SAY_WHO.find((kind) => kinds.has(kind))
  if (said) return said
  const strangers = beside.some(({ kind, text }) => kind === 'other' && text.length > 2)
  const order = strangers ? SQUATTERS : ORDER
  return order.find((kind) => kinds.has(kind)) ?? 'other'
}

const SAY_WHO = ['parody', 'fan', 'trade'] as const
const SQUATTERS = ['help', 'claim', 'lure'] as const
const ORDER = ['help', 'claim', 'lure', 'digits', 'filler', 'place', 'shop'] as const
