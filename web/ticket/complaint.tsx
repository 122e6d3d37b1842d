import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery } from '@tanstack/react-query'
import { patch } from '../api.ts'
import type { Complaint, Ticket } from '../contract.ts'
import { queries } from '../queries.ts'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Chip } from '../ui/chip.tsx'
import { dayInWords } from '../ui/day.ts'
import { complaintStateWords } from '../words/complaints.ts'
import { useSayProblem } from '../words/use-say-problem.ts'
import { useWords } from '../words/use-words.ts'
import { ticketComplaintsQuery } from './complaint-queries.ts'
import { useBeside } from './use-beside.ts'

/** The latest formal complaint of a ticket, its code and its law's clock; or the way to make one. */
export function TicketComplaint({ ticket, ask }: { ticket: Ticket; ask: () => void }) {
  const { t } = useLingui()
  const mayWork = useMay('ticket.work')
  const [latest] = useQuery({ ...ticketComplaintsQuery(ticket.id), ...useBeside(ticket) }).data?.items ?? []
  if (!latest && !mayWork) return null
  const mayOpen = mayWork && (!latest || latest.state === 'closed')
  return (
    <section className="border-t border-line py-3">
      <h3 className="caption mb-2">{t`Formal complaint`}</h3>
      {latest ? <Shown complaint={latest} ask={ask} /> : null}
      {mayOpen ? <Button size="small" tone="quiet" keys="f" className="-ml-2" onPress={ask}>{t`Make it formal…`}</Button> : null}
    </section>
  )
}

function Shown({ complaint, ask }: { complaint: Complaint; ask: () => void }) {
  const { t } = useLingui()
  const state = useWords(complaintStateWords)
  const mayReply = useMay('ticket.reply')
  const isOver = complaint.state === 'closed'
  return (
    <div className="flex flex-col gap-2 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <code aria-label={t`Code of the complaint`} className="figures font-mono select-all">
          {complaint.code}
        </code>
        <Chip tone={complaint.state === 'late' ? 'now' : complaint.state === 'open' ? 'warn' : 'ok'}>{state(complaint.state)}</Chip>
      </div>
      <LegalClock complaint={complaint} />
      <HumanAsked complaint={complaint} />
      {complaint.receipt || isOver ? null : <p className="text-now">{t`They have not been given the code yet.`}</p>}
      {complaint.receipt || isOver || !mayReply ? null : <Button size="small" onPress={ask} className="self-start">{t`Give them the code…`}</Button>}
    </div>
  )
}

/** By when it has to be answered, and how that was counted, in words. */
export function LegalClock({ complaint: { law, region, zone, receivedAt, dueOn, skipped, answeredAt, missed } }: { complaint: Complaint }) {
  const { i18n } = useLingui()
  const { workingDays } = law
  const [due, received] = [dayInWords(dueOn, i18n.locale), dayIn(zone, receivedAt, i18n.locale)]
  const place = [law.country, region].filter(Boolean).join('-')
  const holidays = skipped.map((day) => dayInWords(day, i18n.locale)).join('; ')
  const answered = answeredAt === null ? null : dayIn(zone, answeredAt, i18n.locale)
  return (
    <p className="text-soft">
      <strong className={`font-[560] ${missed ? 'text-now' : 'text-ink'}`}>
        {answered ? (
          <Trans>
            Answered {answered}; it was due {due}.
          </Trans>
        ) : (
          <Trans>Answer by {due}.</Trans>
        )}
      </strong>{' '}
      <Trans>
        Received {received}; {workingDays} working days in {place} from the day after.
      </Trans>{' '}
      {holidays ? <Trans>Holidays not counted: {holidays}.</Trans> : null}
    </p>
  )
}

function HumanAsked({ complaint }: { complaint: Complaint }) {
  const sayProblem = useSayProblem()
  const mayWork = useMay('ticket.work')
  const note = useMutation({
    mutationFn: (humanAsked: boolean) => patch<Complaint>(`/complaints/${complaint.id}`, { humanAsked }),
    onError: sayProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['complaints'] }),
  })
  const isAsked = note.isPending ? note.variables : complaint.humanAsked
  return (
    <Checkbox isSelected={isAsked} isDisabled={!mayWork || complaint.state === 'closed'} onChange={(asked) => note.mutate(asked)}>
      <Trans>They asked for a person</Trans>
    </Checkbox>
  )
}

/** The day of an instant as the law's own zone has it. */
function dayIn(timeZone: string, at: string, locale: string): string {
  return dayInWords(new Intl.DateTimeFormat('sv-SE', { timeZone }).format(Date.parse(at)), locale)
}
