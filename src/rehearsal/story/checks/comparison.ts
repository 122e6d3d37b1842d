import type { Evaluators } from '../check.ts'
import { allOf, fact, inWords, notMet } from './find.ts'
import { isAccount } from './who.ts'
import { offsetOf } from '../offset.ts'

/** How other brands' public accounts answer, beside ours. */
export const comparison: Evaluators<'comparison'> = {
  comparison: ({ handle, beside, questions, answered, medianAtMost, ours: asked, oursAnswered }, snapshot) => {
    const theirs = snapshot.comparison.find((one) => !one.ours && one.handle.toLowerCase() === handle.toLowerCase())
    const ours = snapshot.comparison.find((one) => one.ours && isAccount(beside, [one], snapshot))
    if (!theirs || !ours) return notMet(`side by side stand ${inWords(snapshot.comparison.map((one) => one.handle))}`)
    return allOf([
      fact(questions, 'questions to them', (wanted) => ({ seen: theirs.questions, holds: theirs.questions === wanted })),
      fact(answered, 'of these answered', (wanted) => ({ seen: theirs.answered, holds: theirs.answered === wanted })),
      fact(medianAtMost, 'at most their median', (wanted) => ({
        seen: theirs.median === null ? null : `${theirs.median}s`,
        holds: theirs.median !== null && theirs.median <= offsetOf(wanted) / 1_000,
      })),
      fact(asked, 'questions to us', (wanted) => ({ seen: ours.questions, holds: ours.questions === wanted })),
      fact(oursAnswered, 'of these answered by us', (wanted) => ({ seen: ours.answered, holds: ours.answered === wanted })),
    ])
  },
}
