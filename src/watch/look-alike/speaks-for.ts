import type { BioSays } from './bio.ts'
import type { Evidence } from './evidence.ts'
import type { Read } from './read.ts'
import type { OfficialForms } from './official-forms.ts'
import { pictureDistance } from './picture.ts'
import type { Candidate, Official } from './profile.ts'
import { BIO, DOES, LATER, PICTURE } from './weights.ts'

/** What bio, age and deeds add to a likeness. */
export function speaksFor({ official }: OfficialForms, { bio, candidate }: Read): Evidence[] {
  return [...(bio ? bioEvidence(official, candidate.bio!, bio) : []), ...ageEvidence(official, candidate), ...deedEvidence(candidate)]
}

/** Theirs is ours, or nearly; null where the two are unknown or can't be compared. */
export function pictureEvidence({ official }: OfficialForms, { candidate }: Read): Evidence | null {
  if (!official.avatar || !candidate.avatar) return null
  const distance = pictureDistance(official.avatar, candidate.avatar)
  if (distance === null || distance > PICTURE.most) return null
  const same = distance === 0
  return { code: same ? 'picture-same' : 'picture-alike', ours: official.avatar, theirs: candidate.avatar, weight: same ? PICTURE.same : PICTURE.alike }
}

function bioEvidence(official: Official, theirs: string, bio: BioSays): Evidence[] {
  const same: Evidence[] = isSame(official.bio, theirs) ? [{ code: 'bio-same', ours: official.bio, theirs, weight: BIO.sameAsOurs }] : []
  if (bio.denies || bio.parody) return same
  const says = SAYS.find(({ says }) => says(bio))
  return [
    ...same,
    ...(says ? [{ code: says.code, theirs, weight: says.weight }] : []),
    ...(bio.sendsAway ? [{ code: 'bio-sends-away' as const, theirs, weight: BIO.sendsAway }] : []),
    ...(bio.hostLikeOurs ? [{ code: 'bio-link-like-ours' as const, theirs: bio.hostLikeOurs, weight: BIO.linkLikeOurs }] : []),
  ]
}

/** What a bio says it is: the first that fits. */
const SAYS: readonly { code: Evidence['code']; says: (bio: BioSays) => boolean; weight: number }[] = [
  { code: 'bio-claims-to-be-us', says: ({ claims, namesUs }) => claims && namesUs, weight: BIO.claimsToBeUs },
  { code: 'bio-claims-help', says: ({ claims }) => claims, weight: BIO.claims },
  { code: 'bio-claims-office', says: ({ namesUs, office }) => namesUs && office, weight: BIO.claimsOffice },
  { code: 'bio-names-us', says: ({ namesUs, trade }) => namesUs && !trade, weight: BIO.namesOurs },
]

/** Four words of five in common; too few words say nothing. */
function isSame(ours: string | undefined, theirs: string): boolean {
  const [a, b] = [wordSet(ours ?? ''), wordSet(theirs)]
  return a.size > 2 && a.intersection(b).size / a.union(b).size >= 0.8
}

function wordSet(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu))
}

function ageEvidence({ created: ours }: Official, { created: theirs }: Candidate): Evidence[] {
  return ours && theirs && theirs > ours ? [{ code: 'created-later', ours, theirs, weight: LATER }] : []
}

function deedEvidence({ does = [] }: Candidate): Evidence[] {
  return does.map((deed) => ({ code: deed, weight: DOES[deed] }))
}
