import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Ticket } from '../contract.ts'
import { useStormName } from '../watch/storms/use-storm-name.ts'
import { ticketStormQuery } from './storm-of-ticket.ts'
import { useBeside } from './use-beside.ts'

/** The open storm whose queue a ticket stands in. */
export function TicketStorm({ ticket }: { ticket: Ticket }) {
  const { t } = useLingui()
  const name = useStormName()
  const storm = useQuery({ ...ticketStormQuery(ticket.id), ...useBeside(ticket) }).data?.storm
  if (!storm) return null
  return (
    <section className="border-t border-line py-3">
      <h3 className="caption mb-2">{t`Storm`}</h3>
      <p className="text-sm">
        <Link to="/watch/storms/$stormId" params={{ stormId: storm.id }} className="wrap-anywhere">
          {name(storm.title, storm.named)}
        </Link>
      </p>
    </section>
  )
}
