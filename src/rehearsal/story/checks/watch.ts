import { MOUTH_TENOR } from '../../../domain/word-of-mouth.ts'
import type { Evaluators } from '../check.ts'
import { allOf, fact, met, notMet, placesOf } from './find.ts'
import { isAccount } from './who.ts'

/** What is seen over many tickets at once. */
export const watch: Evaluators<'presence' | 'word-of-mouth'> = {
  presence: ({ account, state, rule, bioDenied, waiting, told }, snapshot) => {
    const seen = snapshot.presence.find((one) => isAccount(account, [one], snapshot))
    if (!seen) return notMet(`the desk does not know «${account}»`)
    return allOf([
      fact(state, 'state', (wanted) => ({ seen: seen.state, holds: seen.state === wanted })),
      fact(rule, 'rule', (wanted) => ({ seen: seen.rule, holds: seen.rule === wanted })),
      fact(bioDenied, 'whether the figures deny the bio', (wanted) => ({ seen: seen.bioDenied, holds: seen.bioDenied === wanted })),
      fact(waiting, 'people without an answer', (wanted) => ({ seen: seen.waiting, holds: seen.waiting === wanted })),
      fact(told, 'who was told of it', (wanted) => ({ seen: seen.told, holds: wanted.every((agent) => seen.told.includes(agent)) })),
    ])
  },

  'word-of-mouth': ({ of, tenor }, snapshot) => {
    const messages = placesOf(of, snapshot).map(({ message }) => message.id)
    const saying = snapshot.sayings.find(({ messageId }) => messages.includes(messageId))
    if (!saying) return notMet(`«${of}» is not noticed as word of mouth`)
    return MOUTH_TENOR[saying.kind] === tenor ? met(saying.kind) : notMet(`it is noticed as ${saying.kind}`)
  },
}
