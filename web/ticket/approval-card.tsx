import { Trans, useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import type { ApprovalItem, Me } from '../contract.ts'
import { address } from '../inbox/row.tsx'
import { Chip } from '../ui/chip.tsx'
import { Icon } from '../ui/icon.tsx'
import { networkWords, VisibilityGlyph } from '../ui/network.tsx'
import { Moment } from '../ui/time.tsx'
import { calleeWords } from '../words/callees.ts'
import { useWords } from '../words/use-words.ts'
import { ApprovalActs } from './approval-acts.tsx'
import { RichText } from './rich-text.tsx'

export interface ApprovalCardProps {
  approval: ApprovalItem
  ticketId: string
  me: Me
}

/** A reply that needs somebody's yes: where it would be said, the words as they would go, and who decides. It never looks as if it were out. */
export const ApprovalCard = memo(function ApprovalCard({ approval, ticketId, me }: ApprovalCardProps) {
  const { t } = useLingui()
  const { by, at, visibility, parts, subject, contentWarning, media, state, words, ended } = approval
  return (
    <section
      aria-label={t`Reply of ${by.name}, not sent`}
      className={`w-full max-w-[40rem] min-w-0 self-end rounded-lg border-2 border-dashed bg-raised px-3.5 py-2.5 ${EDGE[visibility]}`}
    >
      <header className="mb-1 flex flex-wrap items-baseline gap-x-2 text-xs text-faint">
        <b className="text-sm font-[580] text-ink">{by.name}</b>
        <Moment at={at} />
        <span className="flex-1" />
        <Standing approval={approval} />
      </header>
      <Where approval={approval} />
      {contentWarning ? <p className="text-soft wrap-anywhere">«{contentWarning}»</p> : null}
      {subject ? <p className="font-[580] wrap-anywhere">{subject}</p> : null}
      {parts.map((part, n) => (
        <div key={n} dir="auto" className="mt-1 wrap-anywhere whitespace-pre-wrap">
          <RichText text={part} />
        </div>
      ))}
      {media.length > 0 ? (
        <p className="mt-1 flex flex-wrap items-center gap-1.5 text-sm text-soft">
          <Icon name="clip" size={13} /> {media.map(({ name }) => name).join(' · ')}
        </p>
      ) : null}
      {words ? (
        <blockquote className="mt-2 border-l-2 border-strong pl-2.5 text-sm text-soft wrap-anywhere">
          <b className="font-[560] text-ink">{ended?.by?.name}</b> {words}
        </blockquote>
      ) : null}
      {state === 'approved' ? null : <ApprovalActs approval={approval} ticketId={ticketId} me={me} />}
    </section>
  )
})

const EDGE = { public: 'border-public-line', private: 'border-private-line' }

function Standing({ approval: { state, callee, ended } }: Pick<ApprovalCardProps, 'approval'>) {
  const { t } = useLingui()
  const who = useWords(calleeWords)(callee)
  const name = ended?.by?.name ?? ''
  if (state === 'approved') return <Chip tone="ok">{t`approved by ${name}`}</Chip>
  if (state === 'returned') return <Chip tone="warn">{t`sent back by ${name}`}</Chip>
  if (state === 'withdrawn') return <Chip>{t`taken back`}</Chip>
  return (
    <Chip tone="note">
      <Icon name="clock" size={11} /> {t`not sent: waits for ${who}`}
    </Chip>
  )
}

function Where({ approval: { visibility, network, account } }: Pick<ApprovalCardProps, 'approval'>) {
  const where = useWords(networkWords)(network)
  const us = address(account.handle)
  return (
    <p className={`flex items-center gap-1.5 text-xs font-[560] ${visibility === 'public' ? 'text-public' : 'text-private'}`}>
      <VisibilityGlyph visibility={visibility} />
      {visibility === 'public' ? (
        <Trans>
          Would be public on {where} as {us}
        </Trans>
      ) : (
        <Trans>
          Would be private on {where} as {us}
        </Trans>
      )}
    </p>
  )
}
