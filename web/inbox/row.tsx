import { useLingui } from '@lingui/react/macro'
import { memo, type MouseEvent } from 'react'
import type { TicketRow } from '../contract.ts'
import type { Density } from '../theme.ts'
import { Chip } from '../ui/chip.tsx'
import { Icon } from '../ui/icon.tsx'
import { TimeAgo, useNow } from '../ui/time.tsx'
import { markWords } from '../words/marks.ts'
import { needWords } from '../words/needs.ts'
import { sendingWords } from '../words/sending.ts'
import { stateWords } from '../words/states.ts'
import { useWords } from '../words/use-words.ts'
import { Due, needColor } from './due.tsx'
import { LastWord } from './last-word.tsx'
import { WhereChip, WhereMark } from './where-chip.tsx'

/** Heights are fixed so that a list of any length can be scrolled to any place without measuring. */
export const ROW_HEIGHT: Record<Density, number> = { comfortable: 112, compact: 33 }

export interface RowProps {
  row: TicketRow
  href: string
  isOpen: boolean
  density: Density
  open: (id: string) => void
}

/** Only rows that change are drawn again: the props are compared, and `open` never changes. */
export const Row = memo(function Row({ row, href, isOpen, density, open }: RowProps) {
  const now = useNow()
  const press = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    open(row.id)
  }
  return (
    <a
      href={href}
      onClick={press}
      aria-current={isOpen ? 'true' : undefined}
      style={{ '--need': row.state === 'open' ? needColor(row.need.dueAt, now) : 'var(--strong)' }}
      className="relative block h-full border-b border-line text-ink no-underline -outline-offset-2! hover:bg-stone aria-[current]:bg-accent-wash"
    >
      <span aria-hidden="true" className="absolute top-2.5 bottom-2.5 left-0 w-1 rounded-r-[3px] bg-(--need)" />
      {density === 'compact' ? <CompactInside row={row} /> : <Inside row={row} />}
    </a>
  )
})

function Inside({ row }: { row: TicketRow }) {
  return (
    <span className="flex h-full flex-col py-2.5 pr-3.5 pl-4">
      <span className="flex items-baseline gap-2">
        <Who row={row} />
        <Due row={row} />
        {row.state === 'open' ? null : <TimeAgo at={row.lastMessageAt} className="text-xs text-faint" />}
      </span>
      <span dir="auto" className="mt-0.5 line-clamp-2 flex-1 wrap-anywhere leading-[1.42] text-soft">
        <LastWord row={row} />
      </span>
      <span className="mt-1.5 flex items-center gap-1.5 overflow-hidden text-xs text-faint">
        <WhereChip network={row.network} visibility={row.visibility} />
        <Marks row={row} />
      </span>
    </span>
  )
}

function CompactInside({ row }: { row: TicketRow }) {
  return (
    <span className="flex h-full items-center gap-2 pr-3 pl-3.5 text-sm">
      <WhereMark network={row.network} visibility={row.visibility} />
      <span className="w-28 shrink-0 truncate font-[580]">{row.person.name}</span>
      <span dir="auto" className="min-w-0 flex-1 truncate text-soft">
        <LastWord row={row} />
      </span>
      {row.unanswered > 1 ? <span className="figures text-xs text-faint">×{row.unanswered}</span> : null}
      {isInTrouble(row) ? <SendingMark row={row} /> : null}
      <Due row={row} />
      {row.state === 'open' ? null : <TimeAgo at={row.lastMessageAt} className="text-xs text-faint" />}
    </span>
  )
}

function Who({ row }: { row: TicketRow }) {
  return (
    <span className="min-w-0 flex-1 truncate">
      <span className="font-[580]">{row.person.name}</span> <span className="text-faint">{address(row.person.handle)}</span>
    </span>
  )
}

/** Handles have an at-sign of their own; addresses have theirs inside, and phones none. */
export function address(handle: string): string {
  return handle.includes('@') || handle.startsWith('+') ? handle : `@${handle}`
}

/** What sets this ticket apart, the most telling first; what does not fit is cut, not wrapped. */
function Marks({ row }: { row: TicketRow }) {
  const state = useWords(stateWords)
  const mark = useWords(markWords)
  return (
    <>
      {isInTrouble(row) ? <SendingMark row={row} /> : null}
      <span className="flex min-w-0 flex-1 items-center gap-1.5 overflow-hidden mask-r-from-[calc(100%-14px)]">
        <WaitsMark waits={row.waits} />
        <StormMark storm={row.storm} />
        {row.state === 'open' ? <NeedMarks row={row} /> : <Chip>{state(row.state)}</Chip>}
        {row.marks
          .filter((code) => !saidElsewhere(row, code))
          .map((code) => (
            <Chip key={code}>{mark(code)}</Chip>
          ))}
        {row.labels.slice(0, 2).map((label) => (
          <Chip key={label}>{label}</Chip>
        ))}
        {row.department ? <span className="truncate">{row.department}</span> : null}
      </span>
      {row.assignee ? (
        <span title={row.assignee.name} className="flex max-w-20 shrink-0 items-center gap-1">
          <Icon name="person" size={12} /> <span className="truncate">{row.assignee.name}</span>
        </span>
      ) : null}
    </>
  )
}

/** What our answer waits for inside the house. */
function WaitsMark({ waits }: Pick<TicketRow, 'waits'>) {
  const { t } = useLingui()
  const now = useNow()
  if (!waits) return null
  if (waits.for === 'approval') return <Chip tone="note">{t`waits for approval`}</Chip>
  const isOverdue = waits.until !== null && Date.parse(waits.until) < now
  return <Chip tone={isOverdue ? 'now' : 'note'}>{isOverdue ? t`colleague overdue` : t`asked a colleague`}</Chip>
}

/** In a storm's queue; who says nothing of their own there can wait the longest. */
function StormMark({ storm }: Pick<TicketRow, 'storm'>) {
  const { t } = useLingui()
  if (!storm) return null
  return storm.repeats ? <Chip>{t`storm: repeats others`}</Chip> : <Chip tone="warn">{t`storm`}</Chip>
}

/** What the row says already: by the reason of its place, or by what is folded. */
function saidElsewhere({ state, need, folded }: TicketRow, mark: string): boolean {
  if (mark === 'abuse') return folded !== null
  if (mark === 'insists') return state === 'open' && need.reason === 'insists'
  return state === 'open' && mark === 'vulnerable' && VULNERABLE.has(need.reason)
}

/** Reasons that say that somebody is vulnerable. */
const VULNERABLE = new Set(['pressing-and-vulnerable', 'vulnerable'])

/** Reasons that set nothing apart. */
const QUIET = new Set(['default', 'routine', 'everything-else', 'manual'])

function NeedMarks({ row }: { row: TicketRow }) {
  const { t } = useLingui()
  const need = useWords(needWords)
  const { reason } = row.need
  if (reason === 'insists') return <Chip>{t`insists ×${row.unanswered}`}</Chip>
  return (
    <>
      {QUIET.has(reason) ? null : <Chip>{need(reason)}</Chip>}
      {row.unanswered > 1 ? <Chip title={t`Messages since our last answer`}>×{row.unanswered}</Chip> : null}
    </>
  )
}

function isInTrouble(row: TicketRow): boolean {
  return row.sending !== null && row.sending !== 'queued'
}

function SendingMark({ row }: { row: TicketRow }) {
  const words = useWords(sendingWords)
  return (
    <Chip tone="now">
      <Icon name="warning" size={11} /> {words(row.sending ?? '')}
    </Chip>
  )
}
