import type { Outgoing, RefusalCode } from '../../domain/outgoing.ts'
import type { OfficialAccount } from '../network.ts'
import { MENTION, mentionOf, namedIn, sameHandle } from './handle.ts'
import { countCharacters, limitsOf } from './limits.ts'
import { type Ref, readRef } from './ref.ts'

/** A message as it will stand on the server. */
export interface Addressed {
  text: string
  visibility: 'public' | 'unlisted' | 'direct'
  contentWarning: string
  answers: Ref | null
}

export interface Refused {
  refused: RefusalCode
  why: string
}

/**
 * Decides who will read it. On Mastodon the words themselves address: without a mention the person hears nothing, and
 * whoever else a direct message names reads it.
 */
export function address(out: Outgoing, us: OfficialAccount): Addressed | Refused {
  const answers = readRef(out.target.ref)
  const visibility = visibilityFor(out, answers)
  if (!visibility) return { refused: 'visibility', why: 'the reply would be wider than what it answers' }
  const text = naming(out, us)
  const stranger = visibility === 'direct' ? strangerIn(text, out, us) : null
  if (stranger) return { refused: 'visibility', why: `naming ${stranger} would show them a private message` }
  const contentWarning = out.contentWarning ?? answers?.contentWarning ?? ''
  const limits = limitsOf(us)
  const length = countCharacters(text, contentWarning, limits)
  if (length > limits.characters) return { refused: 'too-long', why: `${length} of ${limits.characters} characters` }
  return { text, visibility, contentWarning, answers }
}

/** Private is always direct: our followers are no part of it. A public answer is as loud as the question, or quieter. */
function visibilityFor(out: Outgoing, answers: Ref | null): Addressed['visibility'] | null {
  if (out.visibility === 'private') return 'direct'
  if (out.target.visibility === 'private') return null
  if (answers === null) return 'unlisted'
  return answers.visibility === 'public' || answers.visibility === 'unlisted' ? answers.visibility : null
}

/** The text with the person's mention in it. A short `@name` of somebody elsewhere would name a stranger here, so it is written out. */
function naming(out: Outgoing, us: OfficialAccount): string {
  const domain = String(us.settings.domain)
  const mention = mentionOf(out.target.to.handle, domain)
  const [user] = out.target.to.handle.split('@')
  const text = out.text.replace(MENTION, (found, name: string, host?: string) => (!host && name.toLowerCase() === user?.toLowerCase() ? mention : found))
  const named = namedIn(text, domain).some((handle) => sameHandle(handle, out.target.to.handle, domain))
  return named ? text : `${mention} ${text}`
}

function strangerIn(text: string, out: Outgoing, us: OfficialAccount): string | null {
  const domain = String(us.settings.domain)
  const invited = [out.target.to.handle, us.handle, ...(out.target.visibility === 'private' ? (readRef(out.target.ref)?.audience ?? []) : [])]
  return namedIn(text, domain).find((handle) => !invited.some((one) => sameHandle(one, handle, domain))) ?? null
}
