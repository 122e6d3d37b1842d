import type { MessageType } from '../../domain/meaning.ts'
import type { Reader } from '../../understanding/open-reader.ts'

/** What wants something of whoever is named; praise, thanks, news and chatter want nothing. */
const ASKING: ReadonlySet<MessageType> = new Set(['complaint', 'question', 'request'])

export interface Said {
  text: string
  language?: string | undefined
}

/**
 * Which of these texts ask. Read as Plaza ships, without the house's manual, what it taught or what its people corrected: those know our
 * brand better than others', and the same rule must read both. What can't be read asks nothing.
 */
export async function asksOf(reader: Reader, said: readonly Said[]): Promise<boolean[]> {
  const readings = await reader.read(said.map(({ text, language }) => ({ text, language })))
  return readings.map((reading) => !(reading instanceof Error) && ASKING.has(reading.type))
}
