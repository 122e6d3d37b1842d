import { textFor, type UpdateText } from '../domain/incident-update.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Measure } from '../manual/check/checked.ts'
import type { Db } from '../storage/database.ts'
import { placesInQueue } from '../storage/storm-queue.ts'
import { statementsOf } from '../storage/storm-entries.ts'
import { refuseUnsayable } from './incident-words.ts'
import type { Manuals } from './manual-in-force.ts'

interface Of {
  workspaceId: string
  stormId: string
  text: string
  short: string | null
  /** BCP 47; null where nobody named it. */
  language: string | null
}

/**
 * Before anybody is asked for their yes to a storm's statement: throws `statement-too-long` where neither it nor its short form fits into a place in which
 * somebody of the storm writes who would get it, by that network's own count; `unfilled` and `off-limits` as of any word to many.
 */
export async function refuseStatement({ db, manuals }: { db: Db; manuals: Manuals }, measure: Measure, { workspaceId, stormId, ...said }: Of): Promise<void> {
  const mine = toText(said)
  refuseUnsayable(await manuals.inForce(workspaceId), [mine])
  // Whoever's language is missing is offered the latest, which is this.
  const texts = [mine, ...(await statementsOf(db, workspaceId, stormId)).map(toText).filter(({ language }) => language !== mine.language)]
  const long = (await placesInQueue(db, workspaceId, stormId)).filter(({ network, visibility, language }) => {
    const chosen = textFor(texts, language, (text) => measure(network, visibility, text))
    return chosen.kind === 'too-long' && chosen.language === mine.language
  })
  if (long.length === 0) return
  const networks = [...new Set(long.map(({ network }) => network))].join(', ')
  throw new PlazaError('invalid', 'statement-too-long', `It is too long on ${networks}; write it shorter, or a short form beside it.`)
}

function toText({ text, short, language }: Pick<Of, 'text' | 'short' | 'language'>): UpdateText {
  return { text, short, language: language?.slice(0, 2) ?? '' }
}
