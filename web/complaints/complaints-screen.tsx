import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useMay } from '../shell/use-may.ts'
import { Button, buttonLook } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import { Paged } from '../ui/paged.tsx'
import { Select } from '../ui/select.tsx'
import { Empty } from '../ui/states.tsx'
import { complaintStateWords } from '../words/complaints.ts'
import { useWords } from '../words/use-words.ts'
import { ComplaintRow } from './complaint-row.tsx'
import { complaintsQuery } from './complaints-query.ts'

/** The formal complaints: who waits for an answer, the latest day first; asked for, what became of the others. */
export function ComplaintsScreen() {
  const { t } = useLingui()
  const { state, code } = useSearch({ from: '/inside/complaints' })
  const list = useInfiniteQuery(complaintsQuery({ state, code }))
  const empty = (
    <Empty title={t`No complaints here`}>
      <Trans>Nobody's complaint stands like this now. A ticket is made a formal complaint on its own screen, or by a rule of the manual.</Trans>
    </Empty>
  )
  return (
    <Page
      title={t`Formal complaints`}
      lead={t`Each has a code for who complained and a day to answer by, as the law counts it. It stays open until we have answered in writing.`}
      acts={<Exports />}
    >
      <Filters key={code} state={state} code={code} />
      <Paged list={list} empty={empty}>
        {(complaint) => <ComplaintRow key={complaint.id} complaint={complaint} />}
      </Paged>
    </Page>
  )
}

/** A proof of them all, signed: for whoever answers for it. */
function Exports() {
  const { t } = useLingui()
  const mayExport = useMay('complaint.export')
  if (!mayExport) return null
  return (
    <>
      <a download href="/api/v1/complaints/export?format=csv" className={buttonLook()}>{t`Export as CSV`}</a>
      <a download href="/api/v1/complaints/export?format=jsonl" className={buttonLook()}>{t`Export as JSON lines`}</a>
    </>
  )
}

function Filters({ state, code }: { state: string; code: string }) {
  const { t } = useLingui()
  const words = useWords(complaintStateWords)
  const navigate = useNavigate()
  const [written, write] = useState(code)
  const show = (asked: { state: string; code: string }) => void navigate({ to: '/complaints', search: asked, replace: true })
  const find = (event: FormEvent) => {
    event.preventDefault()
    show({ state: written.trim() ? 'all' : state, code: written.trim() })
  }
  return (
    <form onSubmit={find} className="flex flex-wrap items-end gap-3">
      <Select
        label={t`How they stand`}
        value={state}
        choices={[
          { id: 'waiting', label: t({ message: 'To be answered', context: 'complaints' }) },
          { id: 'all', label: t({ message: 'All', context: 'complaints' }) },
          ...Object.keys(complaintStateWords).map((id) => ({ id, label: words(id) })),
        ]}
        onChange={(chosen) => show({ state: chosen, code })}
      />
      <TextField label={t`Code`} value={written} onChange={write} />
      <Button type="submit">{t`Find`}</Button>
    </form>
  )
}
