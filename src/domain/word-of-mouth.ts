/** What people tell others about a brand, or do about it. */
export const MOUTH_KINDS = ['leaves', 'compares', 'warns', 'recommends', 'praises', 'tells'] as const
export type MouthKind = (typeof MOUTH_KINDS)[number]

/** Whether it speaks for the brand; of what is only told, nobody knows. */
export const MOUTH_TENOR: Record<MouthKind, 'good' | 'bad' | 'unknown'> = {
  leaves: 'bad',
  compares: 'bad',
  warns: 'bad',
  recommends: 'good',
  praises: 'good',
  tells: 'unknown',
}
