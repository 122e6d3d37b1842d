import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { post, put, remove } from '../api.ts'
import type { MemberRef, Ticket, TicketRow } from '../contract.ts'
import { countAgain, showRow } from '../live/apply.ts'
import { queries, ticketQuery } from '../queries.ts'
import { say } from '../ui/say.ts'
import { useSayProblem } from '../words/use-say-problem.ts'

/** What can be done to a ticket. Each is shown at once, and taken back with a word when the server says no. */
export function useActs(id: string, next: () => void) {
  const { t } = useLingui()
  const sayProblem = useSayProblem()
  return useMemo(() => {
    const act = actOn(id, sayProblem)
    const reopen = () => act({ state: 'open' }, () => remove(`/tickets/${id}/resolution`))
    const wake = () => act({ state: 'open', snoozedUntil: null }, () => remove(`/tickets/${id}/snooze`))
    const away = async (done: Promise<boolean>, text: string, back: () => Promise<boolean>) => {
      next()
      // Said before the server's answer, as it is shown: whoever takes it back at once means this, and nothing before it.
      const act = () => void done.then((isDone) => isDone && back())
      const unsay = say({ text, action: { label: t`Undo`, act, undoes: true } })
      if (!(await done)) unsay()
    }
    return {
      assign: (member: MemberRef | null) => act({ assignee: member }, () => put(`/tickets/${id}/assignment`, { memberId: member?.id ?? null })),
      move: (department: string | null) => act({ department }, () => put(`/tickets/${id}/department`, { department })),
      label: (labels: string[]) => act({ labels }, () => put(`/tickets/${id}/labels`, { labels })),
      resolve: () =>
        away(
          act({ state: 'resolved' }, () => put(`/tickets/${id}/resolution`)),
          t({ message: 'Resolved', context: 'ticket' }),
          reopen,
        ),
      leave: (reason: string) =>
        away(
          act({ state: 'left' }, () => put(`/tickets/${id}/leaving`, { reason })),
          t`Left unanswered, with your reason`,
          reopen,
        ),
      snooze: (until: string) =>
        away(
          act({ state: 'snoozed', snoozedUntil: until }, () => put(`/tickets/${id}/snooze`, { until })),
          t({ message: 'Snoozed', context: 'ticket' }),
          wake,
        ),
      handOn: async () => {
        const giver = queries.getQueryData<Ticket>(ticketQuery(id).queryKey)?.assignee ?? null
        const handed = act({}, () => post(`/tickets/${id}/handing-on`))
        let isTakenBack = false
        const takeBack = async () => {
          isTakenBack = true
          if (await handed) await act({ assignee: giver }, () => put(`/tickets/${id}/assignment`, { memberId: giver?.id ?? null }))
        }
        const undo = { label: t`Undo`, act: () => void takeBack(), undoes: true } as const
        const unsay = say({ text: t`Handing on…`, action: undo })
        const done = await handed
        const to = queries.getQueryData<Ticket>(ticketQuery(id).queryKey)?.assignee
        if (done && !isTakenBack) say({ text: t`Handed on to ${to?.name ?? ''}`, action: undo })
        unsay()
      },
      reopen,
      wake,
    }
  }, [id, next, sayProblem, t])
}

export type Acts = ReturnType<typeof useActs>

function actOn(id: string, sayProblem: (problem: unknown) => void) {
  return async (guess: Partial<TicketRow>, ask: () => Promise<TicketRow>): Promise<boolean> => {
    const before = queries.getQueryData<Ticket>(ticketQuery(id).queryKey)
    if (before) showRow({ ...before, ...guess })
    try {
      showRow(await ask())
      countAgain()
      return true
    } catch (problem) {
      if (before) showRow(before)
      sayProblem(problem)
      return false
    }
  }
}
