import type { MessageDescriptor } from '@lingui/core'
import type { Words } from '../../words/use-words.ts'

/** How a network's page is laid out: the server says which steps and fields there are, this says how they read. */
export interface GuidePage {
  /** Steps and labels, by the ids of the server. */
  words: Words
  /** Under a field, by its name. */
  hints?: Words
  /** Different sets of fields that lead to the same; the first is proposed. */
  ways?: { name: MessageDescriptor; fields: string[] }[]
  /** Fields that few people need, folded. */
  seldom: string[]
  /** Fields with a few answers only. */
  choices?: Record<string, { id: string; words: MessageDescriptor }[]>
  /** What to do after a refusal, by its code, where this network has its own answer. */
  advice: Words
}
