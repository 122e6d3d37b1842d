import type { Evidence } from './evidence.ts'
import type { Read } from './read.ts'
import type { Likenesses } from './likeness-evidence.ts'
import type { OfficialForms } from './official-forms.ts'
import { squash } from './skeleton.ts'
import { AGAINST, SHORT } from './weights.ts'
import { isCommon, kindOf, type WordKind } from './words.ts'

/** Fans and parodies, by their own word in handle, name or bio. */
export function saysWho({ bio, name: { words } }: Read, { handle, name }: Likenesses): Evidence[] {
  const beside = [...(handle?.beside ?? []), ...(name?.beside ?? []), ...words.map((text) => ({ text, kind: kindOf(text) }))]
  const found = SAYS.flatMap(({ kind, code }): Evidence[] => {
    const word = beside.find((one) => one.kind === kind)
    return word ? [{ code, theirs: word.text, weight: 1 }] : []
  })
  if (bio?.denies) return [...found, { code: 'denies-being-us', weight: 1 }]
  return bio?.parody && found.length === 0 && (handle !== null || bio.namesUs) ? [{ code: 'says-fan', weight: 1 }] : found
}

const SAYS = [
  { kind: 'fan', code: 'says-fan' },
  { kind: 'parody', code: 'says-parody' },
] as const

/** What makes it likelier that the likeness is none of intent. */
export function speaksAgainst(ours: OfficialForms, read: Read, found: Likenesses): Evidence[] {
  const { official } = ours
  const [created, theirs] = [official.created, read.candidate.created]
  const squats = besideOf(found).some((kind) => SQUATTERS.has(kind))
  const common = isCommon((found.handle ?? found.name)?.matched ?? '')
  const facts: [applies: boolean, evidence: Evidence][] = [
    [!squats && isAnother(read, found), { code: 'another-name', theirs: read.candidate.name, weight: anotherWeight(read) }],
    [hasAnotherLife(ours, read, found), { code: 'another-life', theirs: read.candidate.bio, weight: AGAINST.anotherLife }],
    [common && !squats, { code: 'common-word', ours: official.name, weight: AGAINST.commonWord }],
    [!common && isShort(ours), { code: 'short-name', ours: official.handle, weight: AGAINST.short }],
    [saysTrade(read, found), { code: 'says-trade', weight: AGAINST.trade }],
    [Boolean(created && theirs && theirs < created), { code: 'older-than-ours', ours: created, theirs, weight: AGAINST.older }],
  ]
  return facts.flatMap(([applies, evidence]) => (applies ? [evidence] : []))
}

const SQUATTERS: ReadonlySet<WordKind> = new Set(['help', 'claim', 'lure'])

function besideOf({ handle, name }: Likenesses): WordKind[] {
  return [...(handle?.beside ?? []), ...(name?.beside ?? [])].map(({ kind }) => kind)
}

/** Their name has nothing of ours; or it is no more than near it, and a bio goes with it that has nothing of ours either. */
function isAnother({ name: { text }, handle, bio, candidate }: Read, { handle: found, name }: Likenesses): boolean {
  if (name === null) return found !== null && text.length > 2 && text !== handle.text
  if (name.how !== 'misspelt' || found?.how === 'looks-the-same') return false
  return bio !== null && !bio.namesUs && (!bio.claims || squash(candidate.bio!).includes(text))
}

function anotherWeight({ bio }: Read): number {
  return bio && !bio.namesUs ? AGAINST.anotherNameAndBio : AGAINST.anotherName
}

/** A person's name is borne by others, whose bio tells of something else. */
function hasAnotherLife({ official }: OfficialForms, { bio }: Read, { handle }: Likenesses): boolean {
  return official.speaks === 'executive' && handle?.how !== 'looks-the-same' && bio !== null && !bio.namesUs && !bio.office
}

function isShort({ handles: [handle] }: OfficialForms): boolean {
  return handle !== undefined && handle.form.text.length < SHORT
}

function saysTrade({ bio, name: { words } }: Read, found: Likenesses): boolean {
  return bio?.trade === true || words.some((word) => kindOf(word) === 'trade') || besideOf(found).includes('trade')
}
