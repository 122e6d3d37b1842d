import type { Db } from '../../storage/database.ts'
import { readHashes } from '../../storage/pictures.ts'
import type { RegisteredAccount } from '../../storage/register.ts'
import type { Judgement } from './judgement.ts'
import { openRegister } from './our-accounts.ts'
import { profileOf, type Shown } from './shown.ts'
import { RESEMBLES, type Deed } from './weights.ts'

interface Seen extends Shown {
  deeds: Iterable<Deed>
}

export interface JudgedAccount<T extends Seen> extends Omit<Judgement, 'of'> {
  account: T
  of: RegisteredAccount | null
  /** Its picture may make it one, and nobody has read that yet. */
  wantsPicture: boolean
}

/** Who of these may pose as us, by what is known of them; pictures are looked up only of those who resemble us, or act as if they were us, without them. */
export async function judgeShown<T extends Seen>(
  db: Db,
  workspaceId: string,
  register: readonly RegisteredAccount[],
  seen: readonly T[],
): Promise<JudgedAccount<T>[]> {
  const judge = openRegister(register)
  const candidate = (account: T, pictureHash: string | null = null) => ({ ...profileOf({ ...account, pictureHash }), does: [...account.deeds] })
  const judged = seen.map((account) => ({ account, ...judge(candidate(account)), wantsPicture: false }))
  const near = judged.filter(isNear)
  const hashes = await readHashes(
    db,
    workspaceId,
    near.flatMap(({ account }) => account.avatarUrl ?? []),
  )
  for (const one of near) {
    const hash = hashes.get(one.account.avatarUrl!)
    if (hash) Object.assign(one, judge(candidate(one.account, hash)))
    one.wantsPicture = hash === undefined && one.verdict === 'unrelated'
  }
  return judged
}

/** A picture could make it one of them: half alike already, or answering our customers as if it were us. */
function isNear({ account, verdict, score }: JudgedAccount<Seen>): boolean {
  if (account.avatarUrl === null || verdict === 'official') return false
  const deeds = new Set(account.deeds)
  return score >= RESEMBLES || (deeds.has('answers-complainants') && PREYS.some((deed) => deeds.has(deed)))
}

const PREYS: readonly Deed[] = ['speaks-in-our-name', 'asks-for-data', 'asks-for-money', 'sends-away']
