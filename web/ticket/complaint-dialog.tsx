import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api.ts'
import type { Complaint, Laws, TicketComplaints } from '../contract.ts'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { dayInWords } from '../ui/day.ts'
import { Select } from '../ui/select.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'
import type { ActDialogProps } from './act-dialogs.tsx'
import { lawsQuery, ticketComplaintsQuery } from './complaint-queries.ts'
import { ReceiptDialog } from './receipt-dialog.tsx'

/** Makes a ticket a formal complaint, then gives them its code: one question after the other. */
export function ComplaintDialog(props: ActDialogProps) {
  const { t } = useLingui()
  const laws = useQuery(lawsQuery)
  const complaints = useQuery(ticketComplaintsQuery(props.ticket.id))
  const current = complaints.data?.items.find(({ state }) => state !== 'closed')
  if (current) return <ReceiptDialog {...props} complaint={current} />
  const problem = laws.error ?? complaints.error
  return (
    <Dialog isOpen title={t`Make it a formal complaint?`} onClose={props.close}>
      {laws.data && complaints.data ? (
        <OpenForm {...props} laws={laws.data.items} suggested={complaints.data.suggested} />
      ) : problem ? (
        <Failed problem={problem} retry={() => void Promise.all([laws.refetch(), complaints.refetch()])} />
      ) : (
        <Loading />
      )}
    </Dialog>
  )
}

interface OpenFormProps extends ActDialogProps {
  laws: Laws['items']
  suggested: TicketComplaints['suggested']
}

const WHOLE_COUNTRY = 'whole'

function OpenForm({ ticket, close, laws, suggested }: OpenFormProps) {
  const { t } = useLingui()
  const sayProblem = useSayProblem()
  const [lawId, setLaw] = useState(suggested?.law ?? null)
  const [region, setRegion] = useState(suggested?.region ?? WHOLE_COUNTRY)
  const [humanAsked, setHumanAsked] = useState(false)
  const law = laws.find(({ id }) => id === lawId)
  const open = useMutation({
    mutationFn: () => post<Complaint>(`/tickets/${ticket.id}/complaints`, { law: lawId, region: region === WHOLE_COUNTRY ? null : region, humanAsked }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['complaints'] }),
    onError: sayProblem,
  })
  const choose = (id: string) => {
    setLaw(id)
    setRegion(WHOLE_COUNTRY)
  }
  return (
    <div className="flex flex-col gap-4">
      <p className="text-soft">
        <Trans>
          It gets a code to follow it by and a day to answer by, and stays open until we have answered in writing. Once made it stays as it was made.
        </Trans>
      </p>
      <Select
        label={t`Law`}
        placeholder={t`Choose the law`}
        value={lawId}
        choices={laws.map(({ id, title, country }) => ({ id, label: `${country} · ${title}` }))}
        onChange={choose}
      />
      {law && law.regions.length > 0 ? (
        <Select
          label={t`Region whose holidays count`}
          value={region}
          choices={[{ id: WHOLE_COUNTRY, label: t`The whole country` }, ...law.regions.map(({ code, name }) => ({ id: code, label: name }))]}
          onChange={setRegion}
        />
      ) : null}
      <Checkbox isSelected={humanAsked} onChange={setHumanAsked}>
        <Trans>They asked for a person</Trans>
      </Checkbox>
      {law ? <WhereRead law={law} /> : null}
      <div className="flex justify-end gap-2">
        <Button onPress={close}>{t`Go back`}</Button>
        <Button tone="go" isDisabled={!law} isPending={open.isPending} onPress={() => open.mutate()}>{t`Make it formal`}</Button>
      </div>
    </div>
  )
}

/** What the law was read from and when: this is no legal advice, and says so. */
function WhereRead({ law }: { law: Laws['items'][number] }) {
  const { t, i18n } = useLingui()
  return (
    <details className="text-sm text-soft">
      <summary className="cursor-pointer hover:text-ink">
        {law.standing === 'adapting' ? t`In force; firms may still adapt. Read in…` : law.standing === 'not-yet' ? t`Not in force yet. Read in…` : t`Read in…`}
      </summary>
      <ul className="mt-1 flex list-disc flex-col gap-1 pl-5">
        {law.sources.map(({ title, url, read }) => (
          <li key={url} className="wrap-anywhere">
            <a href={url} target="_blank" rel="noreferrer" className="underline">
              {title}
            </a>{' '}
            ({dayInWords(read, i18n.locale)})
          </li>
        ))}
      </ul>
      <p className="mt-1">{t`No legal advice: a lawyer of yours settles what is open.`}</p>
    </details>
  )
}
