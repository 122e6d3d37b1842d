import type { RegisteredAccount } from '../../storage/register.ts'
import { openLookAlikes } from '../look-alikes.ts'
import type { Judgement } from './judgement.ts'
import type { Candidate, Official } from './profile.ts'
import { profileOf } from './shown.ts'

/** Answers which of the register somebody resembles, and by what; `of` is null where none. */
export function openRegister(register: readonly RegisteredAccount[]): (candidate: Candidate) => Omit<Judgement, 'of'> & { of: RegisteredAccount | null } {
  const officials = new Map<Official, RegisteredAccount>(register.map((account) => [officialOf(account), account]))
  const judge = openLookAlikes([...officials.keys()])
  return (candidate) => {
    const { of, ...rest } = judge(candidate)
    return { ...rest, of: of && officials.get(of)! }
  }
}

function officialOf(account: RegisteredAccount): Official {
  return { ...profileOf(account), speaks: account.speaks, past: account.past.map(({ handle }) => handle) }
}
