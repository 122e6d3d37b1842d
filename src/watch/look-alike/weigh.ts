import type { Evidence } from './evidence.ts'
import type { Judgement, LookAlikeVerdict } from './judgement.ts'
import type { Read } from './read.ts'
import type { Likenesses } from './likeness-evidence.ts'
import type { OfficialForms } from './official-forms.ts'
import { pictureEvidence, speaksFor } from './speaks-for.ts'
import { saysWho, speaksAgainst } from './speaks-against.ts'
import { IMPOSTOR, RESEMBLES } from './weights.ts'

/** All that speaks for and against that they pose as this one of ours. Null where neither handle, name nor picture resembles it. */
export function weigh(ours: OfficialForms, read: Read, likenesses: Likenesses): Judgement | null {
  const looks = [likenesses.handle, likenesses.name, pictureEvidence(ours, read)].filter((found) => found !== null)
  if (looks.length === 0) return null
  const speaks = [...looks.map(plain), ...speaksFor(ours, read)]
  const says = saysWho(read, likenesses)
  const against = speaksAgainst(ours, read, likenesses)
  const raw = 1 - speaks.reduce((left, { weight }) => left * (1 - weight), 1)
  const score = rounded(against.reduce((left, { weight }) => left * weight, raw))
  return { of: ours.official, score, verdict: verdictOf({ raw, score, says, read }), evidence: [...speaks, ...says, ...against] }
}

function plain({ code, ours, theirs, weight }: Evidence): Evidence {
  return { code, ours, theirs, weight: rounded(weight) }
}

/** Who says that they are not us is not taken at their word when they send people away or ask for their data or money. */
function verdictOf({ raw, score, says, read }: { raw: number; score: number; says: readonly Evidence[]; read: Read }): LookAlikeVerdict {
  const preys = read.bio?.sendsAway || read.candidate.does?.some((deed) => deed === 'sends-away' || deed.startsWith('asks-'))
  if (says.length > 0 && !preys) return raw >= RESEMBLES ? 'fan-parody' : 'unrelated'
  return score >= IMPOSTOR ? 'impostor-likely' : 'unrelated'
}

function rounded(weight: number): number {
  return Math.round(weight * 1000) / 1000
}
