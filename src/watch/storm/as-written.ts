import { fold } from '../../domain/fold.ts'
import type { Db } from '../../storage/database.ts'
import { readWritten } from '../../storage/storm-copies.ts'
import { seriesOfWord } from '../../storage/storm-figures.ts'
import type { Stretch } from '../../storage/storms.ts'

/** Words and hashtags as most people of a stretch write them, by how they are counted: «equipaje», «#AeroPierde», «vergüenza». */
export async function asWritten(db: Db, workspaceId: string, stretch: Stretch, words: readonly string[]): Promise<Map<string, string>> {
  const texts = await readWritten(
    db,
    workspaceId,
    stretch,
    words.map((word) => ({ word, series: seriesOfWord(word) })),
  )
  return new Map(
    words.map((word) => [
      word,
      mostWritten(
        word,
        texts.flatMap((one) => (one.word === word ? [one.text] : [])),
      ),
    ]),
  )
}

const WRITTEN = /#?[\p{L}\p{N}\p{M}_]+/gu

function mostWritten(word: string, texts: readonly string[]): string {
  const times = new Map<string, number>()
  for (const [written] of texts.flatMap((text) => [...text.matchAll(WRITTEN)]))
    if (countedAs(written) === word) times.set(written, (times.get(written) ?? 0) + 1)
  return [...times].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? word
}

function countedAs(written: string): string {
  return written.startsWith('#') ? `#${fold(written).replaceAll(' ', '')}` : fold(written)
}
