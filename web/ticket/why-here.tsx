import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { Ticket } from '../contract.ts'
import { Moment, moment, useNow } from '../ui/time.tsx'
import { networkWords, visibilityWords } from '../ui/network.tsx'
import { sayLeaving } from '../words/leavings.ts'
import { givenWords } from '../words/given.ts'
import { needWords } from '../words/needs.ts'
import { stateWords } from '../words/states.ts'
import { traceWords } from '../words/traces.ts'
import { useWords } from '../words/use-words.ts'
import { isRule, RuleFacts } from './rule-facts.tsx'
import { WhyNeed } from './why-need.tsx'

/** True of any ticket: told among all decisions, not in the sentence. */
const QUIET = new Set(['opened', 'need', 'default-need'])

/** One sentence from the decisions that brought it here; the decisions themselves on request. */
export function WhyHere({ ticket }: { ticket: Ticket }) {
  const { i18n, t } = useLingui()
  const need = useWords(needWords)
  const state = useWords(stateWords)
  const rule = useWords(traceWords)
  // What has been answered is not here for the reasons it once was.
  const rules = ticket.state !== 'open' ? [] : [...new Set(ticket.trace.flatMap((step) => (QUIET.has(step.rule) ? [] : rule(step.rule))))].slice(0, 3)
  const now = useNow()
  const due = ticket.need.dueAt && ticket.state === 'open' ? moment(ticket.need.dueAt, now, i18n.locale) : null
  return (
    <details className="group rounded-lg border border-line bg-panel px-3 py-2 text-sm text-soft">
      <summary className="cursor-pointer list-none marker:hidden">
        <b className="font-[580] text-ink">{t`Why it is here:`}</b>{' '}
        {ticket.state === 'left' && ticket.leftReason ? (
          <Left reason={ticket.leftReason} />
        ) : (
          <>
            {ticket.state === 'open' ? need(ticket.need.reason) : state(ticket.state)}
            {rules.length > 0 ? ` · ${rules.join(' · ')}` : ''}
            {due ? ` · ${t`answer due ${due}`}` : ''}
          </>
        )}
        {ticket.trace.length > 0 ? <span className="ml-1.5 text-ink underline underline-offset-2 group-open:hidden">{t`All decisions`}</span> : null}
      </summary>
      {ticket.follows ? (
        <p className="mt-2">
          <Link to="/inbox/$ticketId" params={{ ticketId: ticket.follows.id }} search={{ view: 'all' }} className="text-ink underline underline-offset-2">
            <Trans>It follows T-{ticket.follows.number}</Trans>
          </Link>
        </p>
      ) : null}
      {ticket.state === 'open' ? <WhyNeed why={ticket.need.why} /> : null}
      <ol className="mt-2 flex flex-col gap-1.5 border-t border-line pt-2">
        {ticket.trace.map((step) => (
          <li key={`${step.at}${step.rule}`} className="flex flex-wrap gap-x-2">
            <Moment at={step.at} className="text-faint" />
            <span className="text-ink">{rule(step.rule)}</span>
            {isRule(step.facts) ? <RuleFacts rule={step.facts} /> : <Facts facts={step.facts} />}
          </li>
        ))}
      </ol>
    </details>
  )
}

function Left({ reason }: { reason: string }) {
  const { i18n } = useLingui()
  const left = sayLeaving(reason, (words) => i18n._(words))
  return <Trans>left unanswered: «{left}»</Trans>
}

/** Codes that the decisions speak of, said as everywhere else. */
function Facts({ facts }: { facts: Record<string, unknown> }) {
  const { i18n } = useLingui()
  const now = useNow()
  const say = {
    reason: useWords(needWords),
    network: useWords(networkWords),
    visibility: useWords(visibilityWords),
    due: (at: string) => moment(at, now, i18n.locale),
  }
  const given = useWords(givenWords)
  const said = Object.entries(facts).flatMap(([name, value]) => {
    if (name in say && typeof value === 'string') return say[name as keyof typeof say](value)
    if (name === 'because' && Array.isArray(value)) return value.map((reason) => given(String(reason)))
    return name === 'unanswered' ? `×${String(value)}` : []
  })
  return <span className="text-faint">{said.join(' · ')}</span>
}
