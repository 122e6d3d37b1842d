import { useLingui } from '@lingui/react/macro'
import type { Ticket } from '../contract.ts'
import { moment, useNow } from '../ui/time.tsx'
import { needWords } from '../words/needs.ts'
import { useWords } from '../words/use-words.ts'

type Reason = Ticket['need']['why'][number]

/** Every reason for its place in the order of work, the decisive one first. */
export function WhyNeed({ why }: { why: readonly Reason[] }) {
  const { t } = useLingui()
  if (why.length === 0) return null
  return (
    <ul aria-label={t`Why it stands where it stands`} className="mt-2 flex list-disc flex-col gap-0.5 pl-5">
      {why.map((reason) => (
        <li key={reason.code}>
          <Reason reason={reason} />
        </li>
      ))}
    </ul>
  )
}

function Reason({ reason: { code, facts } }: { reason: Reason }) {
  const { t, i18n } = useLingui()
  const need = useWords(needWords)
  const now = useNow()
  if (code === 'waiting')
    return t`waits since ${moment(String(facts['since']), now, i18n.locale)}; nobody like this should wait longer than ${Number(facts['minutes'])} minutes`
  if (code === 'promise') return t`an answer is promised by ${moment(String(facts['dueAt']), now, i18n.locale)}`
  if (code === 'courtesy') return t`a kind word counts for up to ${Number(facts['minutes'])} minutes`
  return need(code)
}
