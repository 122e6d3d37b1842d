import type { LengthRule } from '../../src/domain/capability.ts'

/** How long a text is by its network's own rule. */
export interface Counted {
  length: number
  max: number
  isTooLong: boolean
}
export type Counter = (text: string) => Counted

/**
 * A text as the network will count it: where words themselves address (short mentions), the person's name is put before a text that
 * does not name them.
 */
export function addressed(text: string, to: string, rule: LengthRule): string {
  const user = `@${to.split('@')[0]}`
  return !rule.shortMentions || text.toLowerCase().includes(user.toLowerCase()) ? text : `${user} ${text}`
}

/** The counter of a rule. X's own library is large, so it is brought only where X is spoken. */
export async function counterOf(rule: LengthRule): Promise<Counter> {
  const lengthOf = await COUNTS[rule.unit](rule)
  return (text) => {
    const length = lengthOf(text)
    const isTooLong = length > rule.max || (rule.maxBytes !== undefined && bytesOf(text) > rule.maxBytes)
    return { length, max: rule.max, isTooLong }
  }
}

const COUNTS: Record<LengthRule['unit'], (rule: LengthRule) => Promise<(text: string) => number>> = {
  weighted: async () => {
    const { default: twitter } = await import('twitter-text')
    return (text) => twitter.parseTweet(text).weightedLength
  },
  grapheme: async (rule) => (text) => graphemesOf(shortened(text, rule)),
  character: async () => (text) => [...text].length,
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function graphemesOf(text: string): number {
  let count = 0
  for (const _ of segmenter.segment(text)) count += 1
  return count
}

const bytesOf = (text: string) => new TextEncoder().encode(text).length

const LINK = /https?:\/\/[^\s<>"]+/giu
const FAR_MENTION = /(?<![\w/])@([\w.-]*\w)@[\w.-]*\w/gu

/** Every link weighs the same, and of `@user@host` only `@user` is counted, where the network says so. */
function shortened(text: string, { link, shortMentions }: LengthRule): string {
  const withLinks = link === undefined ? text : text.replaceAll(LINK, 'x'.repeat(link))
  return shortMentions ? withLinks.replaceAll(FAR_MENTION, '@$1') : withLinks
}
