import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { Ticket, TicketStorm } from '../contract.ts'
import { useCommands } from '../shell/commands.ts'
import { ticketStormQuery } from '../ticket/storm-of-ticket.ts'
import { useBeside } from '../ticket/use-beside.ts'
import { Button } from '../ui/button.tsx'
import type { Counter } from './length.ts'
import { OfferedChips } from './offered-chips.tsx'

export interface StatementOfferProps {
  ticket: Ticket
  counter: Counter | null
  take: (text: string) => void
}

/** What was approved to be said in the storm that this ticket belongs to: put into the reply by one key. */
export function StatementOffer({ ticket, counter, take }: StatementOfferProps) {
  const { data } = useQuery({ ...ticketStormQuery(ticket.id), ...useBeside(ticket) })
  const statement = data && inTheirs(data.statements, ticket.language)
  return statement ? <Offer statement={statement} theirs={ticket.language} counter={counter} take={take} /> : null
}

type Statement = TicketStorm['statements'][number]

/** The whole, or the short form where the whole does not fit and that does. */
function fitting({ text, short }: Statement, counter: Counter | null): string {
  return short !== null && counter?.(text).isTooLong && !counter(short).isTooLong ? short : text
}

function Offer({ statement, theirs, counter, take }: { statement: Statement; theirs: string | null } & Pick<StatementOfferProps, 'counter' | 'take'>) {
  const { t } = useLingui()
  const { language } = statement
  const text = fitting(statement, counter)
  const use = () => take(text)
  useCommands([{ id: 'statement', group: 'compose', keys: 'w', label: t`What we say in this storm`, run: use }])
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-1.5 text-sm">
      <span className="text-soft">
        <Trans>Approved in this storm:</Trans>
      </span>
      <q lang={language ?? ''} dir="auto" className="min-w-40 flex-1 truncate">
        {text}
      </q>
      <OfferedChips text={text} language={language} theirs={theirs} counter={counter} />
      <Button size="small" keys="w" onPress={use}>{t`Say this`}</Button>
    </div>
  )
}

/** In their language, else in one that nobody named, else the first. */
function inTheirs(statements: readonly Statement[], theirs: string | null): Statement | undefined {
  const language = theirs?.split('-')[0]
  return statements.find((one) => one.language === language) ?? statements.find((one) => one.language === null) ?? statements[0]
}
