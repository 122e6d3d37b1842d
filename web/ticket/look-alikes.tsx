import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Ticket } from '../contract.ts'
import { Chip } from '../ui/chip.tsx'
import { ticketLookAlikesQuery } from './look-alikes-of-ticket.ts'
import { useBeside } from './use-beside.ts'

/** Says that somebody who may pose as us speaks on this ticket, or is named on it. */
export function TicketLookAlikes({ ticket }: { ticket: Ticket }) {
  const { t } = useLingui()
  const found = useQuery({ ...ticketLookAlikesQuery(ticket.id), ...useBeside(ticket) }).data?.items.filter(({ state }) => state !== 'cleared') ?? []
  if (found.length === 0) return null
  return (
    <section className="border-t border-line py-3">
      <h3 className="caption mb-2">{t`A look-alike speaks here`}</h3>
      <ul className="flex flex-col gap-1 text-sm">
        {found.map(({ id, account, official, state }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-2">
            <Link to="/watch/look-alikes" search={{}} className="wrap-anywhere">
              {account.handle}
            </Link>
            <Chip tone={state === 'urgent' ? 'now' : 'warn'}>{t`not ${official.handle}`}</Chip>
          </li>
        ))}
      </ul>
    </section>
  )
}
