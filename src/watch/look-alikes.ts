import { hostsIn } from './look-alike/bio.ts'
import { bareHandle } from './look-alike/forms.ts'
import type { Judgement } from './look-alike/judgement.ts'
import { handleEvidence, nameEvidence } from './look-alike/likeness-evidence.ts'
import { formsOf, type OfficialForms } from './look-alike/official-forms.ts'
import type { Candidate, Official } from './look-alike/profile.ts'
import { Read } from './look-alike/read.ts'
import { weigh } from './look-alike/weigh.ts'

/**
 * Takes the register of our accounts and answers who poses as one of them. One of the register is `official`, whatever it resembles. Pure; costs a few
 * microseconds a candidate and a few nanoseconds for each of ours that it resembles in nothing.
 */
export function openLookAlikes(officials: readonly Official[]): (candidate: Candidate) => Judgement {
  const own = ownHandles(officials)
  const ours = officials.map(formsOf)
  const known = {
    hosts: new Set(officials.flatMap(({ bio }) => hostsIn(bio ?? ''))),
    names: [...new Set(ours.flatMap(({ handles }) => handles.flatMap(({ form, by }) => (by !== 'reordered' && form.text.length > 4 ? form.text : []))))],
  }
  return (candidate) => {
    const bare = bareHandle(candidate.handle)
    const self = own.get(candidate.network)?.get(bare.toLowerCase())
    if (self) return { of: self, score: 0, verdict: 'official', evidence: [] }
    return judge(new Read(candidate, bare, known), ours)
  }
}

/** Ours by network and handle in lower case. A name on Mastodon without its server is shown so of any: ours, so written, is ours. */
function ownHandles(officials: readonly Official[]): ReadonlyMap<string, ReadonlyMap<string, Official>> {
  const keyed = officials.flatMap((official) => {
    const whole = bareHandle(official.handle).toLowerCase()
    const short = official.network === 'mastodon' ? whole.split('@')[0]! : whole
    return [...new Set([short, whole])].map((key) => [key, official] as const)
  })
  return new Map([...Map.groupBy(keyed, ([, { network }]) => network)].map(([network, of]) => [network, new Map(of)]))
}

/** The one of ours that it resembles most; of those that it resembles alike, one of its own network. */
function judge(read: Read, ours: readonly OfficialForms[]): Judgement {
  let best: Judgement = NOBODY
  for (const one of ours) {
    const found = weigh(one, read, { handle: handleEvidence(one, read), name: nameEvidence(one, read) })
    if (found !== null && (best.of === null || found.score > best.score || (found.score === best.score && isNearer(read, found, best)))) best = found
  }
  return best
}

function isNearer({ candidate: { network } }: Read, found: Judgement, best: Judgement): boolean {
  return found.of?.network === network && best.of?.network !== network
}

const NOBODY: Judgement = { of: null, score: 0, verdict: 'unrelated', evidence: [] }
