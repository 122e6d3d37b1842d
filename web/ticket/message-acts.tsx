import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { remove } from '../api.ts'
import type { MessageItem } from '../contract.ts'
import { showItems } from '../live/apply.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'

/** See it on the network; take ours back. */
export function MessageActs({ message, ticketId, mayWork }: { message: MessageItem; ticketId: string; mayWork: boolean }) {
  const { t } = useLingui()
  const [isAsking, ask] = useState(false)
  const sayProblem = useSayProblem()
  const canTakeBack = mayWork && message.direction === 'out' && message.sending?.state === 'sent' && !message.deletedAt && message.network !== 'email'
  const takeBack = () => remove<MessageItem>(`/messages/${message.id}`).then((item) => showItems(ticketId, [item]), sayProblem)
  return (
    <span className="flex items-center gap-1 self-center">
      {message.url ? (
        <a
          href={message.url}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={t`See it on the network`}
          title={t`See it on the network`}
          className="p-1 text-faint hover:text-ink"
        >
          <Icon name="link" size={13} />
        </a>
      ) : null}
      {canTakeBack ? (
        <>
          <Button size="small" tone="quiet" aria-label={t`Take it back from the network`} onPress={() => ask(true)} className="min-h-6! px-1!">
            <Icon name="trash" size={13} />
          </Button>
          {isAsking ? (
            <Confirm isOpen onClose={() => ask(false)} title={t`Take this message back?`} act={t`Take it back`} onAct={() => void takeBack()}>
              <Trans>It is deleted on the network. Who has read it has read it; here it stays, marked as taken back.</Trans>
            </Confirm>
          ) : null}
        </>
      ) : null}
    </span>
  )
}
