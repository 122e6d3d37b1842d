import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { post } from '../api.ts'
import type { MessageItem, ReplyBody, ReplyOption, Ticket } from '../contract.ts'
import { countAgain, showItems } from '../live/apply.ts'
import { say } from '../ui/say.ts'
import { useSayProblem } from '../words/use-say-problem.ts'
import type { Draft } from './drafts.ts'

interface Sending {
  ticket: Ticket
  option: ReplyOption
  draft: Draft
  extra: Pick<ReplyBody, 'subject' | 'contentWarning'>
  clear: () => void
}

/** Hands a reply to the server. The draft is let go only once it is there; the same draft sent twice is one reply. */
export function useSend({ ticket, option, draft, extra, clear }: Sending) {
  const { t } = useLingui()
  const sayProblem = useSayProblem()
  const [sending, setSending] = useState<string | null>(null)
  const isSending = sending === draft.id
  const send = async (parts: string[] | null, resolve: boolean) => {
    if (!parts || isSending) return
    setSending(draft.id)
    try {
      const { messages } = await post<{ messages: MessageItem[] }>(`/tickets/${ticket.id}/replies`, { ...bodyOf(option, draft, { parts, resolve }), ...extra })
      showItems(ticket.id, messages)
      countAgain()
      // It had gone out before our words were changed: what is new is still here to be sent.
      if (messages.some(({ text }, part) => text !== parts[part]))
        say({ tone: 'wrong', text: t`An earlier version of this had already been taken. Look above before you send more.` })
      clear()
    } catch (problem) {
      sayProblem(problem)
    } finally {
      setSending(null)
    }
  }
  return { send, isSending }
}

function bodyOf(option: ReplyOption, draft: Draft, { parts, resolve }: { parts: string[]; resolve: boolean }): ReplyBody {
  return {
    draft: draft.id,
    visibility: option.visibility,
    accountId: option.account.id,
    threadId: option.threadId,
    answers: option.answers,
    parts,
    media: draft.media.map(({ id, description }) => (description ? { id, description } : { id })),
    resolve,
  }
}
