import { useLingui } from '@lingui/react/macro'
import type { ReplyOption, Ticket } from '../contract.ts'
import { address } from '../inbox/row.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { type Mode, optionKey } from './mode.ts'

export interface AccountMenuProps {
  ticket: Ticket
  options: readonly ReplyOption[]
  chosen: ReplyOption
  speak: (mode: Mode) => void
}

/** As whom, where several accounts of ours were spoken to; and in which thread, where there are several. */
export function AccountMenu({ ticket, options, chosen, speak }: AccountMenuProps) {
  const { t } = useLingui()
  const hasThreads = new Set(options.map(({ threadId }) => threadId)).size > 1
  const items = options.map((option) => {
    const subject = ticket.threads.find(({ id }) => id === option.threadId)?.subject
    const place = hasThreads ? (subject ?? (option.threadId ? t`thread ${option.threadId}` : t`new thread`)) : ''
    const us = address(option.account.handle)
    return {
      id: optionKey(option),
      label: place ? `${t`as ${us}`} · ${place}` : t`as ${us}`,
      isChosen: optionKey(option) === optionKey(chosen),
      act: () => speak({ kind: 'reply', option }),
    }
  })
  return (
    <Menu label={t`As whom you speak`} items={items}>
      <Button size="small" tone="quiet" className="min-h-7.5!">
        {t`as ${address(chosen.account.handle)}`} <Icon name="chevron" size={13} />
      </Button>
    </Menu>
  )
}
