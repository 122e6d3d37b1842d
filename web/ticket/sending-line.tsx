import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { post } from '../api.ts'
import { putBack } from '../composer/put-back.ts'
import { isPart, join } from '../composer/split.ts'
import type { MessageItem } from '../contract.ts'
import { showItems } from '../live/apply.ts'
import { queries, timelineQuery } from '../queries.ts'
import { useMe } from '../shell/use-may.ts'
import { Button, buttonLook } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Moment } from '../ui/time.tsx'
import { outcomeWords, remedyWords } from '../words/sending.ts'
import { useSayProblem } from '../words/use-say-problem.ts'
import { useWords } from '../words/use-words.ts'

interface LineProps {
  message: MessageItem
  ticketId: string
  mayWork: boolean
}

/** Where it stands on its way out, and what can be done about it. What is not out never looks as if it were. */
export function SendingLine({ message, ticketId, mayWork }: LineProps) {
  const state = message.sending?.state
  const isWaiting = state === 'queued' || state === 'sending'
  return (
    <div
      className={`mt-2 flex flex-wrap items-center gap-x-2.5 gap-y-1.5 border-t pt-2 text-sm ${isWaiting ? 'border-line text-soft' : 'border-current text-now'}`}
    >
      <Icon name={isWaiting || state === 'try-later' ? 'clock' : 'warning'} size={15} />
      <p aria-live="polite" className="min-w-40 flex-1">
        <State message={message} />
      </p>
      {mayWork ? <Acts message={message} ticketId={ticketId} mayWork /> : null}
    </div>
  )
}

function State({ message }: { message: MessageItem }) {
  const outcome = useWords(outcomeWords)
  const remedy = useWords(remedyWords)
  const { state, code, detail, nextAttemptAt } = message.sending ?? {}
  const why = code ? outcome(code) : ''
  if (state === 'queued') return <Trans>Queued: not sent yet.</Trans>
  if (state === 'sending') return <Trans>Being sent…</Trans>
  if (state === 'unsure') return <Trans>We lost the connection while sending. Look on the network: is it there?</Trans>
  if (state === 'try-later')
    return (
      <>
        <b className="font-semibold">
          <Trans>Not sent yet.</Trans>
        </b>{' '}
        {why}{' '}
        {nextAttemptAt ? (
          <Trans>
            It is tried again at <Moment at={nextAttemptAt} />.
          </Trans>
        ) : (
          <Trans>It is tried again by itself.</Trans>
        )}
      </>
    )
  return (
    <span title={detail ?? undefined}>
      <b className="font-semibold">
        <Trans>Not sent.</Trans>
      </b>{' '}
      {why} {code && code in remedyWords ? remedy(code) : ''}
    </span>
  )
}

function Acts({ message, ticketId }: LineProps) {
  const { t } = useLingui()
  const me = useMe()
  const sayProblem = useSayProblem()
  const ask = (path: string, body?: unknown) =>
    post<MessageItem>(`/messages/${message.id}/${path}`, body).then((item) => showItems(ticketId, [item]), sayProblem)
  const undo = async () => {
    const waiting = new Set(oursOf(ticketId, isToGo).map(({ id }) => id))
    const putTextBack = (text: string) => putBack(me.member.id, ticketId, { ...message, text })
    try {
      showItems(ticketId, [await post<MessageItem>(`/messages/${message.id}/undo`)])
      if (!isPart(message.text)) return putTextBack(message.text)
      // The parts of a numbered thread are undone together, and the answer tells of one.
      await queries.invalidateQueries({ queryKey: timelineQuery(ticketId).queryKey })
      const undone = oursOf(ticketId, ({ id, sending }) => waiting.has(id) && sending?.state === 'undone')
      putTextBack(join(undone.map(({ text }) => text)))
    } catch (problem) {
      sayProblem(problem)
    }
  }
  const state = message.sending?.state
  if (state === 'queued') return <Undo until={message.sending?.undoUntil ?? null} undo={() => void undo()} />
  if (state === 'unsure')
    return (
      <>
        <Button size="small" onPress={() => void ask('settlement', { sent: true })}>{t`It is there`}</Button>
        <Button size="small" onPress={() => void ask('settlement', { sent: false })}>{t`It is not: send it again`}</Button>
      </>
    )
  if (state === 'sending') return null
  return (
    <>
      {state === 'reconnect' ? <Link to="/settings/accounts" className={buttonLook('plain', 'small')}>{t`Connect it again`}</Link> : null}
      <Button size="small" onPress={() => void undo()}>{t`Take it back`}</Button>
      <Button size="small" onPress={() => void ask('retry')}>
        {state === 'try-later' ? t`Try now` : t`Try again`}
      </Button>
    </>
  )
}

function oursOf(ticketId: string, which: (message: MessageItem) => boolean): MessageItem[] {
  const pages = queries.getQueryData(timelineQuery(ticketId).queryKey)?.pages.toReversed() ?? []
  return pages.flatMap(({ items }) => items).flatMap((item) => (item.kind === 'message' && item.direction === 'out' && which(item) ? [item] : []))
}

const isToGo = ({ sending }: MessageItem) => sending !== null && sending.state !== 'sent' && sending.state !== 'undone'

/** The seconds in which nothing has happened yet; who waits longer for its turn can still be taken back. */
function Undo({ until, undo }: { until: string | null; undo: () => void }) {
  const { t } = useLingui()
  const [left, setLeft] = useState(() => secondsTo(until))
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsTo(until)), 250)
    return () => clearInterval(timer)
  }, [until])
  if (left <= 0) return <Button size="small" onPress={undo}>{t`Take it back`}</Button>
  return (
    <Button size="small" onPress={undo}>
      {t`Undo`}{' '}
      <span className="figures w-5 text-right text-faint" aria-hidden="true">
        {left}
      </span>
    </Button>
  )
}

function secondsTo(until: string | null): number {
  return until ? Math.ceil((Date.parse(until) - Date.now()) / 1_000) : 0
}
