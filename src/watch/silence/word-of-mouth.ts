import { fold } from '../../domain/fold.ts'
import type { Meaning, Verdict } from '../../domain/meaning.ts'
import type { Visibility } from '../../domain/network-name.ts'
import type { MouthKind } from '../../domain/word-of-mouth.ts'

export interface Saying {
  text: string
  visibility: Visibility
  /** Of our accounts that it names or reached, without @. */
  handles: readonly string[]
  meaning: Pick<Meaning, 'type' | 'churn' | 'competitors' | 'unsure'>
}

export interface Mouth {
  kind: MouthKind
  /** The rule by which it is known, and for a word the word. */
  because: string
}

/**
 * What a person's message tells others about the brand; null where it speaks to us alone. Leaving counts wherever it is said, the rest
 * only in public. Rules before weights: each is named in docs/watch.md.
 */
export function mouthOf(saying: Saying): Mouth | null {
  const { meaning, visibility } = saying
  if (meaning.churn && isSure(meaning, 'churn')) return { kind: 'leaves', because: 'churn' }
  if (visibility === 'private') return null
  if (meaning.competitors.length > 0) return { kind: 'compares', because: meaning.competitors.join(', ') }
  return advice(saying) ?? opinion(saying)
}

/** In four languages; what stands right before it may turn it round. */
const RECOMMENDS =
  /(?:^|\W)((?:no (?:os |lo |la |se lo |les )?|non (?:lo |la |vi )?|nao (?:os |o |a )?|(?:don t|do not|would not|wouldn t|never) )?)(recom(?:iend|end)\w*|(?:stra)?consigli(?:o|amo|atissim\w*)|raccomand\w*|recommend\w*)/
const WARNS =
  /(?:^|\W)(pierd\w+ el tiempo|no (?:vuelen|compr\w+|contrat\w+|confi\w+) (?:con|en|a|nunca)|evit(?:en|ad|ate|em)|alla larga da|perdete tempo|nao (?:comprem|voem|confiem)|fujam|stay away|avoid|waste of (?:time|money)|don t (?:buy|fly|trust))/

function advice({ text }: Saying): Mouth | null {
  const words = fold(text)
  const warned = WARNS.exec(words)
  if (warned) return { kind: 'warns', because: warned[1]! }
  const advised = RECOMMENDS.exec(words)
  return advised && { kind: advised[1] ? 'warns' : 'recommends', because: advised[0].trim() }
}

const REMEDIED = /\b(refund\w*|solved|rimbors\w*|risolt\w*|reembols\w*|devolvieron|solucion\w*|resolv\w*|resuelto|gratis|for free)\b/

function opinion(saying: Saying): Mouth | null {
  const { meaning, text } = saying
  const praises = meaning.type === 'praise' && isSure(meaning, 'type')
  if (praises) return { kind: 'praises', because: 'praise' }
  if (!tellsOthers(saying)) return null
  const complains = meaning.type === 'complaint' && isSure(meaning, 'type')
  if (complains) return { kind: 'warns', because: 'told-to-others' }
  const remedied = REMEDIED.exec(fold(text))
  return remedied ? { kind: 'praises', because: remedied[0] } : { kind: 'tells', because: 'told-to-others' }
}

function isSure({ unsure }: Saying['meaning'], verdict: Verdict): boolean {
  return !unsure.includes(verdict)
}

/** A name of ours after one of these is spoken of, not spoken to. */
const ABOUT = /(?:^|\s)(?:a|al|con|de|del|desde|en|esa|ese|por|di|da|su|com|do|na|no|em|to|with|from|at|about|on|of)\s+$/i

/** It speaks to somebody else first, or names us in the middle of a sentence that is about us. */
function tellsOthers({ text, handles }: Saying): boolean {
  const ours = new Set(handles.map(shortened))
  const [first] = /^@[\w.-]+(?:@[\w.-]+)?/.exec(text) ?? []
  if (first !== undefined && !ours.has(shortened(first))) return true
  const named = text.matchAll(/@[\w.-]+(?:@[\w.-]+)?/g)
  return [...named].some((match) => ours.has(shortened(match[0])) && ABOUT.test(text.slice(0, match.index)))
}

/** On Mastodon a name is said with its server or without. */
function shortened(handle: string): string {
  return handle
    .replace(/^@/, '')
    .replace(/[.-]+$/, '')
    .split('@')[0]!
    .toLowerCase()
}
