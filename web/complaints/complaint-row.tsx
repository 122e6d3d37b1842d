import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { Complaint } from '../contract.ts'
import { Chip } from '../ui/chip.tsx'
import { languageName } from '../ui/language.ts'
import { LegalClock } from '../ticket/complaint.tsx'
import { complaintStateWords } from '../words/complaints.ts'
import { useWords } from '../words/use-words.ts'

export function ComplaintRow({ complaint }: { complaint: Complaint }) {
  const { t, i18n } = useLingui()
  const state = useWords(complaintStateWords)
  const { code, ticket, language, humanAsked, receipt, missed } = complaint
  return (
    <li className="flex flex-col gap-1.5 border-t border-line py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link to="/inbox/$ticketId" params={{ ticketId: ticket.id }} search={{ view: 'all' }} className="font-[560] wrap-anywhere">
          {ticket.personName}
        </Link>
        <span className="figures text-sm text-soft">T-{ticket.number}</span>
        <code className="figures font-mono text-sm">{code}</code>
        <Chip tone={complaint.state === 'late' ? 'now' : complaint.state === 'open' ? 'warn' : 'ok'}>{state(complaint.state)}</Chip>
        {missed && complaint.state !== 'late' ? <Chip tone="warn">{t`answered too late`}</Chip> : null}
        {humanAsked ? <Chip>{t`asked for a person`}</Chip> : null}
        {receipt || complaint.state === 'closed' ? null : <Chip tone="now">{t`code not given yet`}</Chip>}
        <span className="text-sm text-soft">{languageName(language, i18n.locale)}</span>
      </div>
      <LegalClock complaint={complaint} />
      <p className="text-xs text-faint wrap-anywhere">{complaint.law.title}</p>
    </li>
  )
}
