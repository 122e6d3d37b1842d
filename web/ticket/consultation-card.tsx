import { Trans, useLingui } from '@lingui/react/macro'
import { memo, useState } from 'react'
import { post } from '../api.ts'
import type { ConsultationItem, Me } from '../contract.ts'
import { showItems } from '../live/apply.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { TextField } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Moment, useNow } from '../ui/time.tsx'
import { calleeWords } from '../words/callees.ts'
import { useSayProblem } from '../words/use-say-problem.ts'
import { useWords } from '../words/use-words.ts'

export interface ConsultationCardProps {
  consultation: ConsultationItem
  ticketId: string
  me: Me
}

/** A question among colleagues: who was asked, by when, and the answer. Never leaves the house, and looks like nothing that does. */
export const ConsultationCard = memo(function ConsultationCard({ consultation, ticketId, me }: ConsultationCardProps) {
  const { t } = useLingui()
  const callee = useWords(calleeWords)(consultation.callee)
  const { by, at, question, answer, ended } = consultation
  const isAsked = consultation.members.some(({ id }) => id === me.member.id)
  const overrides = me.abilities.includes('manual.override')
  return (
    <section
      aria-label={t`Question to ${callee}`}
      className="w-full max-w-[36rem] self-center rounded-md border border-note-line bg-note-wash px-3 py-2 text-sm text-note"
    >
      <header className="flex flex-wrap items-baseline gap-x-1.5 text-xs">
        <Icon name="note" size={12} className="translate-y-0.5" />
        <b className="font-semibold wrap-anywhere">
          <Trans>
            {by.name} asks {callee}
          </Trans>
        </b>
        <Moment at={at} />
        <span className="flex-1" />
        <Standing consultation={consultation} />
      </header>
      <p dir="auto" className="mt-0.5 wrap-anywhere whitespace-pre-wrap text-ink">
        {question}
      </p>
      {answer !== null && ended ? (
        <div className="mt-1.5 border-t border-note-line pt-1.5">
          <p className="text-xs">
            <b className="font-semibold">{ended.by?.name}</b> <Moment at={ended.at} />
          </p>
          <p dir="auto" className="wrap-anywhere whitespace-pre-wrap text-ink">
            {answer}
          </p>
        </div>
      ) : null}
      {ended ? null : <Acts id={consultation.id} ticketId={ticketId} mayAnswer={isAsked || overrides} mayWithdraw={by.id === me.member.id || overrides} />}
    </section>
  )
})

function Standing({ consultation: { dueAt, answer, ended } }: Pick<ConsultationCardProps, 'consultation'>) {
  const { t } = useLingui()
  const isOverdue = Date.parse(dueAt) < useNow()
  if (answer !== null) return <Chip tone="ok">{t`answered`}</Chip>
  if (ended) return <Chip>{t`taken back`}</Chip>
  return (
    <Chip tone={isOverdue ? 'now' : 'note'}>
      <Icon name="clock" size={11} />
      {isOverdue ? (
        <Trans>
          overdue since <Moment at={dueAt} />
        </Trans>
      ) : (
        <Trans>
          answer expected by <Moment at={dueAt} />
        </Trans>
      )}
    </Chip>
  )
}

function Acts({ id, ticketId, mayAnswer, mayWithdraw }: { id: string; ticketId: string; mayAnswer: boolean; mayWithdraw: boolean }) {
  const { t } = useLingui()
  const sayProblem = useSayProblem()
  const [answer, setAnswer] = useState('')
  const [isSaving, setSaving] = useState(false)
  const ask = async (path: string, body?: unknown) => {
    setSaving(true)
    try {
      showItems(ticketId, [await post<ConsultationItem>(`/consultations/${id}/${path}`, body)])
    } catch (problem) {
      sayProblem(problem)
      setSaving(false)
    }
  }
  return (
    <div className="mt-2 flex flex-col gap-2">
      {mayAnswer ? <TextField label={t`Your answer`} rows={2} maxLength={10_000} value={answer} onChange={setAnswer} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        {mayWithdraw ? (
          <Button size="small" tone="quiet" isDisabled={isSaving} onPress={() => void ask('withdrawal')}>{t`Take the question back`}</Button>
        ) : null}
        {mayAnswer ? (
          <Button size="small" isDisabled={isSaving || answer.trim() === ''} onPress={() => void ask('answer', { answer: answer.trim() })}>{t`Answer`}</Button>
        ) : null}
      </div>
    </div>
  )
}
