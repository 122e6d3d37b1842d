import { bareHandle, Form, localPart, stemOf } from './forms.ts'
import type { Official } from './profile.ts'
import { squash, wordsOf } from './skeleton.ts'
import { OURS } from './weights.ts'

/** One of our accounts as candidates are compared with it. */
export interface OfficialForms {
  official: Official
  /** What theirs may be made of, the handle first. */
  handles: readonly { form: Form; by: keyof typeof OURS }[]
  names: readonly Form[]
}

/** Our handle, name, stem and what they give when their words change places, each once. A telephone number has nothing of it. */
export function formsOf(official: Official): OfficialForms {
  const handle = localPart(official.network, bareHandle(official.handle))
  const person = official.speaks === 'executive'
  const texts = new Map<string, keyof typeof OURS>()
  const add = (text: string | null, by: keyof typeof OURS) => {
    if (text !== null && /\p{L}{2}/u.test(text) && !texts.has(text)) texts.set(text, by)
  }
  add(squash(handle), 'handle')
  add(squash(official.name), person ? 'personName' : 'name')
  for (const past of official.past ?? []) add(squash(localPart(official.network, bareHandle(past))), 'past')
  if (!person) for (const stem of [stemOf(handle), stemOf(official.name)]) add(stem, 'stem')
  for (const turned of [...turns(wordsOf(handle)), ...turns(wordsOf(official.name))]) add(turned, 'reordered')
  const names = [official.name, ...(person ? [] : [stemOf(official.name) ?? ''])].map(squash).filter((name) => /\p{L}{2}/u.test(name))
  return {
    official,
    handles: /\p{L}/u.test(handle) ? [...texts].map(([text, by]) => ({ form: new Form(text), by })) : [],
    names: [...new Set(names)].map((name) => new Form(name)),
  }
}

/** Two or three words in every other order. */
function turns(words: readonly string[]): string[] {
  if (words.length < 2 || words.length > 3 || words.some((word) => word.length < 3)) return []
  const [first, second, third] = words
  if (third === undefined) return [second! + first!]
  return [first! + third + second!, second! + first! + third, second! + third + first!, third + first! + second!, third + second! + first!]
}
