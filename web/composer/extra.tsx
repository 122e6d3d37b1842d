import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { NetworkName } from '../../src/domain/network-name.ts'
import type { ReplyBody, ReplyOption, Ticket } from '../contract.ts'
import { timelineQuery } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { Draft } from './drafts.ts'

/** What one network has and the others have not: a mail its subject, Mastodon its warning. */
const EXTRAS = { email: 'subject', mastodon: 'contentWarning' } as const satisfies Partial<Record<NetworkName, keyof ReplyBody>>
type ExtraName = (typeof EXTRAS)[keyof typeof EXTRAS]

export interface Extra {
  name: ExtraName
  value: string
  /** The subject it goes out under when none is written. */
  usual: string
  isOpen: boolean
  open: () => void
  write: (value: string) => void
  drop: () => void
}

const LONGEST = 300

/** Null where the network has none. Who warned is answered under the same warning, unless it is taken away on purpose. */
export function useExtra(ticket: Ticket, option: ReplyOption, [draft, change]: [Draft, (part: Partial<Draft>) => void]): Extra | null {
  const warned = useWarningOf(ticket.id, option.answers)
  const [opened, setOpened] = useState('')
  const name = option.network === 'email' || option.network === 'mastodon' ? EXTRAS[option.network] : null
  if (!name) return null
  const value = draft[name] ?? (name === 'contentWarning' ? warned : '')
  return {
    name,
    value,
    usual: ticket.threads.find(({ id }) => id === option.threadId)?.subject ?? '',
    isOpen: value !== '' || opened === draft.id,
    open: () => setOpened(draft.id),
    write: (value) => change({ [name]: value }),
    drop: () => {
      setOpened('')
      change({ [name]: warned && name === 'contentWarning' ? '' : undefined })
    },
  }
}

/** As the server takes it. */
export function extraBody(extra: Extra | null): Pick<ReplyBody, ExtraName> {
  const value = extra?.value.trim()
  return extra && value ? { [extra.name]: value } : {}
}

function useWarningOf(ticketId: string, messageId: string | null): string {
  const { data } = useInfiniteQuery(timelineQuery(ticketId))
  const answered = data?.pages.flatMap(({ items }) => items).find((item) => item.kind === 'message' && item.id === messageId)
  return answered?.kind === 'message' ? (answered.contentWarning ?? '') : ''
}

/** One line above the words, as it will stand above them over there. */
export function ExtraLine({ extra }: { extra: Extra }) {
  const { t } = useLingui()
  const box = useRef<HTMLInputElement>(null)
  const wasEmpty = useRef(extra.value === '')
  useEffect(() => {
    if (wasEmpty.current) box.current?.focus()
  }, [])
  const isSubject = extra.name === 'subject'
  const usual = extra.usual && t`Re: ${extra.usual}`
  const label = isSubject ? t`Subject` : t`Content warning`
  return (
    <div className="flex items-center gap-2 border-b border-line pr-1 pl-3 text-sm">
      <label className="flex min-w-0 flex-1 items-center gap-2">
        <span className="shrink-0 text-soft">{label}</span>
        <input
          ref={box}
          value={extra.value}
          maxLength={LONGEST}
          placeholder={isSubject ? usual : t`Seen first; the words open on a press`}
          onChange={(event) => extra.write(event.target.value)}
          className="min-w-0 flex-1 bg-transparent py-1.5 font-[560] outline-none placeholder:font-normal"
        />
      </label>
      <Button tone="quiet" size="small" aria-label={isSubject ? t`Without a subject of its own` : t`Without a content warning`} onPress={extra.drop}>
        <Icon name="cross" size={13} />
      </Button>
    </div>
  )
}

/** The quiet way to it, where there is one and it is not there yet. */
export function ExtraButton({ extra }: { extra: Extra | null }) {
  const { t } = useLingui()
  if (!extra || extra.isOpen) return null
  const isSubject = extra.name === 'subject'
  return (
    <Button tone="quiet" size="small" aria-label={isSubject ? t`Subject` : t`Content warning`} onPress={extra.open}>
      {isSubject ? t`Subject` : t({ message: 'Warning', context: 'of content' })}
    </Button>
  )
}
