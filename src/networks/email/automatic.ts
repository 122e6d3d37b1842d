import type { Posted } from '../../domain/incoming.ts'
import type { ReadableMail } from './heard-mail.ts'

type Automatic = NonNullable<Posted['automatic']>

interface Sign {
  is: Automatic
  when(mail: ReadableMail, header: (name: string) => string): boolean
}

const MAX_HOPS = 30

const ANSWERS_BY_ITSELF: readonly Sign[] = [
  { is: 'auto-reply', when: (_, header) => /^auto-replied\b/i.test(header('auto-submitted')) },
  { is: 'auto-reply', when: (_, header) => /^auto[_-]?reply/i.test(header('precedence')) || header('x-autoreply') !== '' || header('x-autorespond') !== '' },
]

// A bounce that is also auto-submitted is a bounce: the first sign that fits wins.
const SIGNS: readonly Sign[] = [
  { is: 'bounce', when: (mail) => mail.bounce !== null },
  { is: 'bounce', when: (mail, header) => /^<>$/.test(header('return-path')) && /^(mailer-daemon|postmaster)@/.test(mail.from[0]?.address ?? '') },
  ...ANSWERS_BY_ITSELF,
  { is: 'auto-reply', when: (_, header) => header('auto-submitted') !== '' && !/^no\b/i.test(header('auto-submitted')) },
  { is: 'auto-reply', when: (_, header) => /report-type="?disposition-notification/i.test(header('content-type')) },
  { is: 'bulk', when: (_, header) => /^(bulk|list|junk)\b/i.test(header('precedence')) },
  { is: 'bulk', when: (_, header) => header('list-id') !== '' || header('list-unsubscribe') !== '' },
  { is: 'auto-reply', when: (_, header) => header('x-auto-response-suppress') !== '' && !/^none$/i.test(header('x-auto-response-suppress')) },
  { is: 'bulk', when: (mail, header) => mail.hops > MAX_HOPS || header('x-loop') !== '' },
]

/**
 * Whether a machine said it, by RFC 3834, RFC 3464 and the marks of older programs. Of our own mail only what answers by itself: what our people
 * write elsewhere may bear the marks of the desk that they write it with.
 */
export function automaticKind(mail: ReadableMail, ours: boolean): Automatic | null {
  const header = (name: string) => mail.signs[name] ?? ''
  return (ours ? ANSWERS_BY_ITSELF : SIGNS).find((sign) => sign.when(mail, header))?.is ?? null
}
