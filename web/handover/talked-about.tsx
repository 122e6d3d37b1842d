import { Plural } from '@lingui/react/macro'
import type { Handover } from '../contract.ts'
import { TicketLine } from './ticket-line.tsx'

export function TalkedAbout({ talkedAbout }: Pick<Handover, 'talkedAbout'>) {
  return (
    <ul className="flex flex-col">
      {talkedAbout.map(({ ticket, messages }) => (
        <TicketLine key={ticket.id} ticket={ticket}>
          <span className="figures font-[560] text-ink">
            <Plural value={messages} one="# message" other="# messages" />
          </span>
        </TicketLine>
      ))}
    </ul>
  )
}
