import { isFindable } from '../compile/word-finder.ts'
import { finding } from '../finding.ts'
import type { Path } from '../manual.ts'
import { askedIn } from './asked-in.ts'
import type { Check, Checked } from './checked.ts'

/** Words that no message can be found by. */
export const checkWords: Check = (checked) =>
  listsOf(checked).flatMap(({ words, path }) =>
    words.flatMap((written, i) => (isFindable(written) ? [] : [finding('word-not-findable', checked.place([...path, i]), { written })])),
  )

function listsOf(checked: Checked): { words: readonly string[]; path: Path }[] {
  const { topics, offLimits } = checked.document
  return [
    ...Object.entries(topics).map(([topic, words]) => ({ words, path: ['topics', topic] })),
    ...Object.entries(offLimits).flatMap(([subject, { words, hints }]) => [
      { words, path: ['offLimits', subject, 'words'] },
      { words: hints, path: ['offLimits', subject, 'hints'] },
    ]),
    ...askedIn(checked).flatMap(({ asked: { words = [] }, path }) => ({ words, path: [...path, 'words'] })),
  ]
}
