import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { put } from '../api.ts'
import type { Ticket } from '../contract.ts'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { useIncidentAct } from '../watch/incidents/use-incident-act.ts'
import { ticketIncidentQuery } from './incident-of-ticket.ts'
import { useBeside } from './use-beside.ts'

/** The incident that a ticket stands in, with a word about it where it is only suggested; or the way into one. */
export function TicketIncident({ ticket, ask }: { ticket: Ticket; ask: () => void }) {
  const { t } = useLingui()
  const mayWork = useMay('ticket.work')
  const { incident, standing } = useQuery({ ...ticketIncidentQuery(ticket.id), ...useBeside(ticket) }).data ?? { incident: null, standing: null }
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
        <Button size="small" tone="quiet" keys="i" className="-ml-2" onPress={ask}>{t`Into an incident…`}</Button>
      )}
      {incident && standing === 'suggested' && mayWork ? <Suggested ticketId={ticket.id} incidentId={incident.id} /> : null}
    </section>
  )
}

function Suggested({ ticketId, incidentId }: { ticketId: string; incidentId: string }) {
  const { t } = useLingui()
  const act = useIncidentAct()
  const settle = (standing: 'confirmed' | 'refused') => void act(() => put(`/incidents/${incidentId}/members`, { ticketIds: [ticketId], standing }))
  return (
    <p className="mt-1.5 -ml-2 flex flex-wrap gap-1">
      <Button size="small" tone="quiet" onPress={() => settle('confirmed')}>{t`It is this one`}</Button>
      <Button size="small" tone="quiet" onPress={() => settle('refused')}>{t`Not this one`}</Button>
    </p>
  )
}
