import { Plural, useLingui } from '@lingui/react/macro'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { get } from '../api.ts'
import type { AbuseReceived as Received } from '../contract.ts'
import { Section } from '../ui/page.tsx'
import { Failed, Loading } from '../ui/states.tsx'

const abuseQuery = queryOptions({ queryKey: ['abuse'], queryFn: ({ signal }) => get<Received>('/abuse', {}, signal) })

/** Who bears how much of it, for those who watch over them. */
export function AbuseReceived() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(abuseQuery)
  return (
    <Section title={t`Abuse received`} lead={t`Abusive messages of the last eight weeks, by whom they reached. Only owners and supervisors see this.`}>
      {data ? <Weeks items={data.items} /> : error ? <Failed problem={error} retry={() => void refetch()} /> : <Loading />}
    </Section>
  )
}

function Weeks({ items }: Received) {
  const { t, i18n } = useLingui()
  if (items.length === 0) return <p className="text-soft">{t`None. May it stay so.`}</p>
  const weekOf = (day: string) => new Intl.DateTimeFormat(i18n.locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(day))
  return [...Map.groupBy(items, ({ week }) => week)].map(([week, received]) => (
    <section key={week} className="mb-3">
      <h3 className="caption mb-1">{t`Week of ${weekOf(week)}`}</h3>
      <ul>
        {received.map(({ member, messages }) => (
          <li key={member?.id ?? ''} className="flex items-baseline gap-3 border-t border-line py-1.5">
            <span className="min-w-0 flex-1 truncate">{member?.name ?? t`nobody yet`}</span>
            <span className="figures text-soft">
              <Plural value={messages} one="# message" other="# messages" />
            </span>
          </li>
        ))}
      </ul>
    </section>
  ))
}
