import type { Evidence } from './evidence.ts'
import type { Official } from './profile.ts'

export type LookAlikeVerdict = 'official' | 'impostor-likely' | 'fan-parody' | 'unrelated'

/** What an account is to us, as far as can be told: which of ours it resembles, how much (0 to 1), and by what. */
export interface Judgement {
  of: Official | null
  score: number
  verdict: LookAlikeVerdict
  evidence: Evidence[]
}
