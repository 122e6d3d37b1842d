import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ManualExplained } from '../contract.ts'
import { RuleFacts } from '../ticket/rule-facts.tsx'
import { TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Loading } from '../ui/states.tsx'
import { Moment } from '../ui/time.tsx'
import { givenWords } from '../words/facts.ts'
import { useWords } from '../words/use-words.ts'
import { useSayActValue } from './act-value.ts'
import { explainedQuery } from './manual-query.ts'

/** What the manual decided about a ticket, by the number that people say. */
export function Explain() {
  const { t } = useLingui()
  const [written, write] = useState('')
  const [asked, ask] = useState<number | null>(null)
  const number = Number(/^(?:T-|#)?(\d{1,9})$/i.exec(written.trim())?.[1] ?? 0)
  const { data, error, isFetching } = useQuery({ ...explainedQuery(asked ?? 0), enabled: asked !== null, retry: false })
  return (
    <div className="flex flex-col gap-3">
      <Form act={t`Explain it`} onSend={() => number > 0 && ask(number)} problem={error} isSending={isFetching}>
        <TextField
          label={t`Number of the ticket`}
          value={written}
          onChange={write}
          isRequired
          validate={() => (number > 0 ? null : t`A number, as in T-12.`)}
        />
      </Form>
      {data && asked !== null && !error ? <Explained explained={data} /> : isFetching ? <Loading /> : null}
    </div>
  )
}

function Explained({ explained: { ticket, acts, rules } }: { explained: ManualExplained }) {
  const { t } = useLingui()
  const given = useWords(givenWords)
  const say = useSayActValue()
  const told = acts.filter(({ act }) => Object.hasOwn(givenWords, act))
  return (
    <section aria-label={t`Ticket ${ticket.number}`} className="flex flex-col gap-3">
      <Link to="/inbox/$ticketId" params={{ ticketId: ticket.id }} search={{ view: 'all' }} className="self-start underline underline-offset-2">
        {t`Ticket ${ticket.number}`}
      </Link>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        {told.map(({ act, value }) => (
          <div key={act} className="contents">
            <dt className="text-soft">{given(act)}</dt>
            <dd lang="" className="wrap-anywhere">
              {say(act, value)}
            </dd>
          </div>
        ))}
      </dl>
      {rules.length === 0 ? (
        <p className="text-soft">
          <Trans>No rule of the manual matched.</Trans>
        </p>
      ) : (
        <ol aria-label={t`Rules that matched`} className="flex flex-col gap-2 border-t border-line pt-2">
          {rules.map((rule) => (
            <li key={`${rule.at}${rule.name}`} className="text-sm">
              <Moment at={rule.at} className="text-faint" />
              <RuleFacts rule={rule} />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
