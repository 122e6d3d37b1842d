import { Trans, useLingui } from '@lingui/react/macro'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { get } from '../api.ts'
import type { Handover } from '../contract.ts'
import { Button } from '../ui/button.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Select } from '../ui/select.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { Moment } from '../ui/time.tsx'
import { Changes } from './changes.tsx'
import { HotList } from './hot-list.tsx'
import { OnDuty } from './on-duty.tsx'
import { ShiftNotes } from './shift-notes.tsx'
import { TalkedAbout } from './talked-about.tsx'

const HOURS = [4, 8, 12, 24, 72] as const
const USUAL = 8

const handoverQuery = (hours: number) =>
  queryOptions({
    queryKey: ['handover', hours],
    queryFn: ({ signal }) => get<Handover>('/handover', { since: new Date(Date.now() - hours * 3_600_000).toISOString() }, signal),
    staleTime: 0,
  })

/** What whoever comes next should know: on the screen, on a phone, on paper. */
export function HandoverScreen() {
  const { t, i18n } = useLingui()
  const { hours = USUAL } = useSearch({ from: '/inside/handover' })
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(handoverQuery(hours))
  const inHours = new Intl.NumberFormat(i18n.locale, { style: 'unit', unit: 'hour', unitDisplay: 'long' })
  const spans = [...new Set([...HOURS, hours])].toSorted((one, other) => one - other)
  const acts = (
    <div className="flex items-center gap-2 print:hidden">
      <div className="w-40">
        <Select
          label={t`How far back`}
          quiet
          value={String(hours)}
          choices={spans.map((span) => ({ id: String(span), label: inHours.format(span) }))}
          onChange={(span) => void navigate({ to: '/handover', search: { hours: Number(span) } })}
        />
      </div>
      <Button onPress={() => print()}>{t`Print`}</Button>
    </div>
  )
  const lead = data ? (
    <Trans>
      From <Moment at={data.since} /> until <Moment at={data.now} />
    </Trans>
  ) : null
  return (
    <Page title={t`Hand-over`} lead={lead} acts={acts}>
      {data ? <Inside handover={data} /> : error ? <Failed problem={error} retry={() => void refetch()} /> : <Loading />}
    </Page>
  )
}

function Inside({ handover }: { handover: Handover }) {
  const { t } = useLingui()
  const { notes, hot, counts, talkedAbout, changes, onDuty } = handover
  return (
    <>
      <Section title={t`For those who come`}>
        <ShiftNotes notes={notes} />
      </Section>
      <Section title={t`Hot now`}>
        <HotList hot={hot} counts={counts} />
      </Section>
      {talkedAbout.length > 0 ? (
        <Section title={t`Most talked about`}>
          <TalkedAbout talkedAbout={talkedAbout} />
        </Section>
      ) : null}
      <Section title={t`What changed`}>
        <Changes changes={changes} />
      </Section>
      <Section title={t`On duty now`}>
        <OnDuty onDuty={onDuty} />
      </Section>
    </>
  )
}
