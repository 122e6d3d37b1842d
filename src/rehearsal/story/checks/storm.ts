import type { Evaluators } from '../check.ts'
import { allOf, fact, folded, notMet, placesOf } from './find.ts'

const COUNTED = ['messages', 'newComplaints', 'repeats', 'waiting', 'agentMinutes', 'others', 'added'] as const

/** A volume beyond its normal: whether it was noticed, who only repeats, its room and what it cost. Counts are the least that is asked. */
export const storm: Evaluators<'storm'> = {
  storm: ({ word, state, alarmed, words, voices, log, ...least }, snapshot) => {
    const found = snapshot.storms.find((one) => one.words.some((said) => folded(said).includes(folded(word))))
    if (!found) return notMet(`no storm is about «${word}»: ${snapshot.storms.map((one) => one.words.join(', ')).join(' | ') || 'there is none'}`)
    return allOf([
      fact(state, 'state', (wanted) => ({ seen: found.state, holds: found.state === wanted })),
      fact(alarmed, 'alarmed', (wanted) => ({ seen: found.alarmed, holds: found.alarmed === wanted })),
      fact(words, 'said', (wanted) => ({ seen: found.words, holds: wanted.every((one) => found.words.map(folded).includes(folded(one))) })),
      fact(voices, 'voices', (labels) => ({
        seen: `tickets #${found.voices.join(' #')}`,
        holds: labels.every((label) => found.voices.includes(placesOf(label, snapshot)[0]?.ticket.number ?? 0)),
      })),
      fact(log, 'log', (lines) => ({ seen: found.log, holds: lines.every((line) => found.log.some((one) => folded(one).includes(folded(line)))) })),
      ...COUNTED.map((name) => fact(least[name], `${name}, at least,`, (wanted) => ({ seen: found[name], holds: found[name] >= wanted }))),
    ])
  },
}
