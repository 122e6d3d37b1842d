import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { get } from '../api.ts'
import type { Person, TicketRow } from '../contract.ts'
import { languageName } from '../ui/language.ts'
import { Page, Section } from '../ui/page.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { Moment } from '../ui/time.tsx'
import { Identities } from './identities.tsx'
import { TicketList } from './ticket-list.tsx'

const personQuery = (id: string) => queryOptions({ queryKey: ['person', id], queryFn: ({ signal }) => get<Person>(`/people/${id}`, {}, signal), staleTime: 0 })

/** Who a customer is to us: where they write from and how we know it is one person, what is open, what was. */
export function PersonScreen() {
  const { personId } = useParams({ from: '/inside/people/$personId' })
  const { data, error, refetch } = useQuery(personQuery(personId))
  if (error) return <Failed problem={error} retry={() => void refetch()} />
  return data ? <Known person={data} /> : <Loading />
}

function Known({ person }: { person: Person }) {
  const { t } = useLingui()
  const open = person.tickets.filter(isOpen)
  const past = person.tickets.filter((ticket) => !isOpen(ticket))
  return (
    <Page title={person.name} lead={<Since person={person} />}>
      <Section title={t`Open tickets`}>
        {open.length > 0 ? <TicketList tickets={open} /> : <p className="text-soft">{t`None: nothing waits for an answer.`}</p>}
      </Section>
      <Section title={t`Identities`} lead={t`Where this person writes from, and how we know.`}>
        <Identities identities={person.identities} />
      </Section>
      {past.length > 0 ? (
        <Section title={t`History`}>
          <TicketList tickets={past} />
        </Section>
      ) : null}
    </Page>
  )
}

function Since({ person }: { person: Person }) {
  const { i18n } = useLingui()
  const language = person.language && languageName(person.language, i18n.locale)
  return (
    <>
      {language ? <Trans>Writes in {language}</Trans> : <Trans>Language not known yet</Trans>}
      {' · '}
      <Trans>
        with us since <Moment at={person.firstSeenAt} />
      </Trans>
      {' · '}
      <Plural value={person.messages} one="# message" other="# messages" />
    </>
  )
}

function isOpen({ state }: TicketRow): boolean {
  return state !== 'resolved' && state !== 'left'
}
