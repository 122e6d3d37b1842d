/** What a person of the house said an account is that resembles one of ours. */
export const RULINGS = ['ours', 'fan-parody', 'unrelated', 'impostor'] as const
export type Ruling = (typeof RULINGS)[number]

/** A fact that speaks for or against a look-alike, with what stands on either side; codes in `watch/look-alike/evidence.ts`. */
export interface LookAlikeFact {
  code: string
  ours?: string
  theirs?: string
  /** A chance for, or a factor below 1 against. */
  weight: number
}

/** Where it stands, for those who must act: spoken among our customers a day ago or less and not judged, or judged an impostor, is urgent. */
export type LookAlikeState = 'urgent' | 'open' | 'renamed' | 'impostor' | 'cleared' | 'gone'

export interface LookAlikeStanding {
  verdict: Ruling | null
  /** It is called otherwise than when it was judged. */
  renamed: boolean
  gone: boolean
  lastSpokeAt: Temporal.Instant | null
}

/** Hours after its last word in which a look-alike is speaking now. */
const NOW_HOURS = 24

export function lookAlikeState({ verdict, renamed, gone, lastSpokeAt }: LookAlikeStanding, now: Temporal.Instant): LookAlikeState {
  if (gone) return 'gone'
  if (verdict !== null && renamed) return 'renamed'
  if (verdict !== null && verdict !== 'impostor') return 'cleared'
  return lastSpokeAt !== null && speaksNow(lastSpokeAt, now) ? 'urgent' : (verdict ?? 'open')
}

/** Whether who last spoke then speaks now. */
export function speaksNow(lastSpokeAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(nowSince(now), lastSpokeAt) <= 0
}

/** Since when what was said is said now. */
export function nowSince(now: Temporal.Instant): Temporal.Instant {
  return now.subtract({ hours: NOW_HOURS })
}
