import type { Db } from '../../storage/database.ts'
import { findAlike } from '../../storage/alike.ts'
import type { CountedRecord } from '../../storage/volume.ts'
import { bandsOf, likeness, signatureOf, type Signature } from '../incident/signature.ts'
import { hashOf, wordsOf } from './count-message.ts'

/** A message that is counted, and what it says: folded, without links and handles. */
export interface Said extends Omit<CountedRecord, 'bands'> {
  said: string
}

/**
 * Gives what is said nearly in the words of somebody before the number of those words, so that it counts as a copy of them. Only who said it
 * first keeps what it is found by. The same messages in the same order give the same.
 */
export async function tellCopies(db: Db, messages: readonly Said[]): Promise<CountedRecord[]> {
  const sketched = messages.toSorted(byTime).map(({ said, ...message }) => ({ ...message, sketch: sketchOf(said) }))
  const earlier = await findAlike(
    db,
    sketched.flatMap(({ sketch, ...message }) => (sketch ? [{ ...message, bands: sketch.bands }] : [])),
  )
  const before = Map.groupBy(earlier, ({ messageId }) => messageId)
  const wordings = new Map(earlier.map(({ words, text }) => [words, { words, sketch: sketchOf(wordsOf(text)) }]))
  const told = openMemory()
  return sketched.map(({ sketch, ...message }) => {
    if (sketch === null) return { ...message, bands: null }
    const known = (before.get(message.messageId) ?? []).map(({ words }) => wordings.get(words)!)
    const alike = [...known, ...told.alike(message.workspaceId, sketch)]
    const words = nearest(sketch, alike)
    if (words !== null) return { ...message, words, bands: null }
    if (alike.length >= MOST_ALIKE) return { ...message, bands: null }
    told.keep(message.workspaceId, { words: message.words, sketch })
    return { ...message, bands: sketch.bands }
  })
}

/** Texts alike by this share of their letters are the same words, a little changed. */
const NEARLY = 0.7
/** Of a letter that thousands sign, each with words of their own, so many are enough to find its copies by. */
const MOST_ALIKE = 20

interface Sketch {
  signature: Signature
  /** Two flights are two matters, however alike the words. */
  numbers: string
  bands: number[]
}

interface Wording {
  words: number
  sketch: Sketch | null
}

/** Null where there are too few letters to tell. Among a thousand flights with the same complaint only those with its numbers share a band. */
function sketchOf(said: string): Sketch | null {
  const signature = signatureOf(said)
  const numbers = (said.match(/\d+/g) ?? []).join(' ')
  const salt = hashOf(numbers)
  return signature && { signature, numbers, bands: bandsOf(signature).map((band) => (band ^ salt) | 0) }
}

function nearest({ signature, numbers }: Sketch, wordings: readonly Wording[]): number | null {
  let [best, words] = [NEARLY, null as number | null]
  for (const { sketch, words: theirs } of wordings) {
    if (sketch === null || sketch.numbers !== numbers) continue
    const alike = likeness(signature, sketch.signature)
    if (alike >= best && (alike > best || words === null)) [best, words] = [alike, theirs]
  }
  return words
}

/** What was said first among messages that are counted together. */
function openMemory() {
  const first = new Map<string, Wording[]>()
  const keysOf = (workspaceId: string, { bands }: Sketch) => bands.map((band) => `${workspaceId} ${band}`)
  return {
    alike: (workspaceId: string, sketch: Sketch) => [...new Set(keysOf(workspaceId, sketch).flatMap((key) => first.get(key) ?? []))],
    keep(workspaceId: string, wording: Wording & { sketch: Sketch }) {
      for (const key of keysOf(workspaceId, wording.sketch)) first.set(key, [...(first.get(key) ?? []), wording])
    },
  }
}

function byTime(one: Said, other: Said): number {
  return Temporal.Instant.compare(one.windowAt, other.windowAt) || Number(BigInt(one.messageId) - BigInt(other.messageId))
}
