import { formOf, localPart } from './look-alike/forms.ts'
import { formsOf, type OfficialForms } from './look-alike/official-forms.ts'
import type { Candidate, Official } from './look-alike/profile.ts'
import { hostsIn, readBio, type BioSays, type Known } from './look-alike/bio.ts'
import type { Judgement, Read } from './look-alike/judgement.ts'
import { handleEvidence, nameEvidence } from './look-alike/likeness-evidence.ts'
import { squash, wordsOf } from './look-alike/skeleton.ts'
import { weigh } from './look-alike/weigh.ts'

/**
 * Takes the register of our accounts and answers who poses as one of them. One of the register is `official`, whatever it resembles. Pure; costs a few
 * microseconds a candidate and a few nanoseconds for each of ours that it resembles in nothing.
 */
export function openLookAlikes(officials: readonly Official[]): (candidate: Candidate) => Judgement {
  const ours = officials.map(formsOf)
  const own = new Map(officials.map((official) => [keyOf(official), official]))
  const hosts = new Set(officials.flatMap(({ bio }) => hostsIn(bio ?? '')))
  const names = [...new Set(ours.flatMap(({ handles }) => handles.flatMap(({ form, by }) => (by !== 'reordered' && form.text.length > 4 ? form.text : []))))]
  return (candidate) => {
    const self = own.get(keyOf(candidate))
    if (self) return { of: self, score: 0, verdict: 'official', evidence: [] }
    return judge(readCandidate(candidate, { names, hosts }), ours)
  }
}

function keyOf({ network, handle }: Pick<Candidate, 'network' | 'handle'>): string {
  return `${network} ${handle.trim().replace(/^@+/, '').toLowerCase()}`
}

/** The bio is read only when something else resembles us: most accounts resemble nothing, and it costs more than all the rest. */
function readCandidate(candidate: Candidate, known: Known): Read {
  const handle = localPart(candidate.network, candidate.handle)
  let bio: BioSays | null | undefined = candidate.bio ? undefined : null
  return {
    candidate,
    handle: { form: formOf(squash(handle)), words: wordsOf(handle) },
    name: { form: formOf(squash(candidate.name)), words: wordsOf(candidate.name) },
    get bio() {
      return (bio ??= candidate.bio ? readBio(candidate.bio, known) : null)
    },
  }
}

/** The one of ours that it resembles most. */
function judge(read: Read, ours: readonly OfficialForms[]): Judgement {
  let best: Judgement = NOBODY
  for (const one of ours) {
    const found = weigh(one, read, { handle: handleEvidence(one, read), name: nameEvidence(one, read) })
    if (found !== null && (best.of === null || found.score > best.score)) best = found
  }
  return best
}

const NOBODY: Judgement = { of: null, score: 0, verdict: 'unrelated', evidence: [] }
