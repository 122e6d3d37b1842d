import { useLingui } from '@lingui/react/macro'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { get } from '../api.ts'
import type { Ticket, TicketIncident as Standing } from '../contract.ts'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { useOpenIncident } from './use-open-incident.ts'

const ticketIncidentQuery = (id: string) =>
  queryOptions({ queryKey: ['ticket-incident', id], queryFn: ({ signal }) => get<Standing>(`/tickets/${id}/incident`, {}, signal), staleTime: 15_000 })

/** The incident that a ticket stands in; or the way to open one with it. */
export function TicketIncident({ ticket }: { ticket: Ticket }) {
  const { t } = useLingui()
  const open = useOpenIncident()
  const mayWork = useMay('ticket.work')
  const { incident, standing } = useQuery(ticketIncidentQuery(ticket.id)).data ?? { incident: null, standing: null }
  if (!incident && !mayWork) return null
  return (
    <section className="border-t border-line py-3">
      <h3 className="caption mb-2">{t`Incident`}</h3>
      {incident ? (
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <Link to="/watch/incidents/$incidentId" params={{ incidentId: incident.id }} className="wrap-anywhere">
            {incident.title}
          </Link>
          {standing === 'suggested' ? <Chip tone="warn">{t`suggested`}</Chip> : null}
        </p>
      ) : (
        <Button size="small" tone="quiet" keys="i" className="-ml-2" onPress={() => void open(ticket.id)}>{t`Open an incident`}</Button>
      )}
    </section>
  )
}
