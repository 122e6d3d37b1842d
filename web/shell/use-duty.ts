import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ApiProblem, get, post, put } from '../api.ts'
import type { Availabilities, DutySaid, DutyState, NextTicket } from '../contract.ts'
import { countAgain, showRow } from '../live/apply.ts'
import { queries } from '../queries.ts'
import { say } from '../ui/say.ts'
import { useSayProblem } from '../words/use-say-problem.ts'
import { useMe } from './use-may.ts'

export const availabilityQuery = queryOptions({
  queryKey: ['availability'],
  queryFn: ({ signal }) => get<Availabilities>('/availability', {}, signal),
})

/** Whether this person is on duty (null: never said; undefined: not theirs to say, or not known yet), and the two acts that follow from it. */
export function useDuty() {
  const { t } = useLingui()
  const me = useMe()
  const navigate = useNavigate()
  const sayProblem = useSayProblem()
  const mayWork = me.abilities.includes('ticket.work')
  const { data } = useQuery({ ...availabilityQuery, enabled: mayWork })
  const mine = data?.items.find(({ member }) => member.id === me.member.id)
  const sayDuty = async (word: DutyState) => {
    try {
      const { returned } = await put<DutySaid>('/me/duty', { duty: word })
      if (returned > 0)
        say({ text: t`${plural(returned, { one: '# ticket of yours is back in the queue.', other: '# tickets of yours are back in the queue.' })}` })
    } catch (problem) {
      sayProblem(problem)
    }
    await queries.invalidateQueries({ queryKey: availabilityQuery.queryKey })
  }
  const takeNext = async () => {
    try {
      const { ticket } = await post<NextTicket>('/tickets/next')
      if (!ticket) return void say({ text: t`Nothing that you can do waits for somebody.` })
      showRow(ticket)
      countAgain()
      await navigate({ to: '/inbox/$ticketId', params: { ticketId: ticket.id }, search: { view: 'mine' } })
    } catch (problem) {
      if (!(problem instanceof ApiProblem && problem.code === 'off-duty')) return sayProblem(problem)
      say({ text: t`You are not on duty.`, action: { label: t`Go on duty and take it`, act: () => void sayDuty('on').then(takeNext) } })
    }
  }
  return { mayWork, duty: mine?.duty, rota: mine?.rota ?? null, sayDuty, takeNext }
}
