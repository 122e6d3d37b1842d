import type { RegisteredAccount } from '../../storage/register.ts'
import { openLookAlikes } from '../look-alikes.ts'
import type { Judgement } from './judgement.ts'
import type { Candidate, Official } from './profile.ts'

/** Answers which of the register somebody resembles, and by what; `of` is null where none. */
export function openRegister(register: readonly RegisteredAccount[]): (candidate: Candidate) => Omit<Judgement, 'of'> & { of: RegisteredAccount | null } {
  const officials = new Map<Official, RegisteredAccount>(register.map((account) => [officialOf(account), account]))
  const judge = openLookAlikes([...officials.keys()])
  return (candidate) => {
    const { of, ...rest } = judge(candidate)
    return { ...rest, of: of && officials.get(of)! }
  }
}

function officialOf({ network, handle, name, speaks, avatarUrl, past }: RegisteredAccount): Official {
  return { network, handle, name, speaks, past: past.map((one) => one.handle), ...(avatarUrl && { avatar: avatarUrl }) }
}
