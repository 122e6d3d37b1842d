import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { post } from '../api.ts'
import type { ReplyBody, ReplyOption, ReplyQueued, Ticket } from '../contract.ts'
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
  /** Whether a refusal is told of elsewhere. */
  heard: (problem: unknown, wish: Wish) => boolean
}

/** How a reply is to go. */
export type Wish = Pick<ReplyBody, 'resolve' | 'askApproval' | 'override' | 'unfilled'>

/** Hands a reply to the server. The draft is let go only once it is there; the same draft sent twice is one reply. */
export function useSend({ ticket, option, draft, extra, clear, heard }: Sending) {
  const { t } = useLingui()
  const sayProblem = useSayProblem(t`What you wrote is still here.`)
  const [sending, setSending] = useState<string | null>(null)
  const isSending = sending === draft.id
  const send = async (parts: string[] | null, wish: Wish) => {
    if (!parts || isSending) return
    setSending(draft.id)
    try {
      const { messages, approval } = await post<ReplyQueued>(`/tickets/${ticket.id}/replies`, { ...bodyOf(option, draft, { parts, ...wish }), ...extra })
      showItems(ticket.id, approval ? [approval] : messages)
      countAgain()
      // It had gone out before our words were changed: what is new is still here to be sent.
      if (messages.some(({ text }, part) => text !== parts[part]))
        say({ tone: 'wrong', text: t`An earlier version of this had already been taken. Look above before you send more.` })
      clear()
    } catch (problem) {
      if (!heard(problem, wish)) sayProblem(problem)
    } finally {
      setSending(null)
    }
  }
  return { send, isSending }
}

function bodyOf(option: ReplyOption, draft: Draft, how: Wish & { parts: string[] }): ReplyBody {
  return {
    draft: draft.id,
    visibility: option.visibility,
    accountId: option.account.id,
    threadId: option.threadId,
    answers: option.answers,
    media: draft.media.map(({ id, description }) => (description ? { id, description } : { id })),
    ...how,
  }
}
