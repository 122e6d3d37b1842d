import type { UpdateText } from '../domain/incident-update.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { wordFinder } from '../manual/compile/word-finder.ts'
import type { InForce } from './manual-in-force.ts'
import { refuseUnfilled } from './refuse-unfilled.ts'

/** What the manual keeps ready for a bad day, in the languages that it is written in, its variables still to be filled in. */
interface HoldingStatement {
  name: string
  texts: { language: string; text: string }[]
}

/** The statements of all levels of crisis, the mildest first, each once; those texts that are for everybody. */
export function holdingStatements(inForce: InForce | null): HoldingStatement[] {
  if (!inForce) return []
  const { crisis, scripts } = inForce.manual.document
  const names = new Set(Object.values(crisis).flatMap(({ statement }) => statement ?? []))
  return [...names].flatMap((name) => {
    if (!Object.hasOwn(scripts, name)) return []
    const forAll = scripts[name]!.texts.filter(({ tone, network, visibility }) => tone === undefined && network === undefined && visibility !== 'private')
    const texts = [...Map.groupBy(forAll, ({ language }) => language)].map(([language, [first]]) => ({ language, text: first!.text }))
    return texts.length > 0 ? [{ name, texts }] : []
  })
}

/** Throws what `refuseUnfilled` throws, and `off-limits` for words of what the manual does not speak of. */
export function refuseUnsayable(inForce: InForce | null, texts: readonly UpdateText[]): void {
  const written = texts.flatMap(({ text, short }) => (short === null ? [text] : [text, short]))
  refuseUnfilled(written, inForce)
  const subjects = Object.entries(inForce?.manual.document.offLimits ?? {})
  const find = wordFinder(subjects.map(([, { words }]) => words))
  const touched = written.flatMap((text) => [...find(text)].map(([subject, word]) => `${subjects[subject]![0]} (“${word}”)`))
  if (touched.length > 0) throw new PlazaError('invalid', 'off-limits', `The manual does not speak of this: ${[...new Set(touched)].join(', ')}.`)
}
