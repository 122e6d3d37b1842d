import { useLingui } from '@lingui/react/macro'
import { lazy, type RefObject, Suspense, useDeferredValue, useMemo } from 'react'
import type { ReplyOption, Ticket } from '../contract.ts'
import { address } from '../inbox/row.tsx'
import { KeysHeld } from '../shell/keyboard.ts'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Attach, Attached } from './attachments.tsx'
import { useDraft } from './drafts.ts'
import { type Extra, extraBody, ExtraButton, ExtraLine, useExtra } from './extra.tsx'
import { Length } from './length-shown.tsx'
import { ScriptShown } from './script-shown.tsx'
import { Unfilled } from './unfilled.tsx'
import { split } from './split.ts'
import { StatementOffer } from './statement-offer.tsx'
import { TextBox } from './text-box.tsx'
import { useCounter } from './use-counter.ts'
import { useScript } from './use-script.ts'
import { useGo } from './use-go.tsx'
import { useUnfilled } from './use-unfilled.ts'
import { useSend, type Wish } from './use-send.ts'
import { warningsIn } from './warnings.ts'
import { Warnings } from './warnings-shown.tsx'

const ScriptPicker = lazy(async () => ({ default: (await import('./script-picker.tsx')).ScriptPicker }))

export interface ReplyBoxProps {
  ticket: Ticket
  option: ReplyOption
  draftKey: string
  typing: () => void
  box: RefObject<HTMLTextAreaElement | null>
}

/** A reply being written: counted, checked and asked about before it goes. */
export function ReplyBox({ ticket, option, draftKey, typing, box }: ReplyBoxProps) {
  const { t } = useLingui()
  const [draft, change, clear] = useDraft(draftKey)
  const extra = useExtra(ticket, option, [draft, change])
  const script = useScript({ draft, change, box })
  const unfilled = useUnfilled({ text: draft.text, left: script.open, box })
  const { send, isSending } = useSend({ ticket, option, draft, extra: extraBody(extra), clear, heard: unfilled.heard })
  const { counter, text, parts, warnings, isWhole, cut } = useMeasured(draft.text, option, extra)
  const isPublic = option.visibility === 'public'
  const isReady = isWhole && !isSending
  const canSend = isReady && unfilled.open.length === 0
  const mayResolve = useMay('ticket.work')
  const { go, mayGo, approver, question } = useGo({ ticket, option, send: (wish) => isReady && void send(cut(), wish) })
  return (
    <div className={`rounded-lg border-2 bg-raised ${isPublic ? 'border-public' : 'border-private'}`}>
      {extra?.isOpen ? <ExtraLine extra={extra} /> : null}
      <StatementOffer
        ticket={ticket}
        counter={counter}
        take={(said) => change({ text: draft.text.trim() === '' ? said : `${draft.text.trimEnd()}\n\n${said}` })}
      />
      <ScriptShown script={script.used} drop={script.drop} />
      <Unfilled open={unfilled.open} show={unfilled.show} fill={script.fill} asIs={isReady && mayGo ? unfilled.asIs : null} go={go} />
      <TextBox
        key={draftKey}
        box={box}
        value={draft.text}
        label={isPublic ? t`Public reply as ${address(option.account.handle)}` : t`Private reply to ${address(option.to)}`}
        placeholder={isPublic ? t`Everybody will read this` : t`Only ${address(option.to)} will read this`}
        change={(next) => {
          change({ text: next })
          typing()
        }}
        send={(resolve) => canSend && go({ resolve: resolve && mayResolve })}
        onKeyDown={(event) => {
          unfilled.onKeyDown(event)
          script.onKeyDown(event)
        }}
      />
      <Attached media={draft.media} change={(media) => change({ media })} />
      <Warnings warnings={warnings} />
      <div className="flex flex-wrap items-center gap-2 px-2 pb-2">
        <Attach option={option} media={draft.media} add={(one) => change({ media: [...draft.media, one] })} />
        <ExtraButton extra={extra} />
        <Button tone="quiet" size="small" keys="/" onPress={script.pick}>{t`Script`}</Button>
        <Length counter={counter} text={text} parts={parts} />
        <SendButtons isPublic={isPublic} mayResolve={mayResolve} approver={approver} canSend={canSend && mayGo} go={go} />
      </div>
      <Suspense fallback={<KeysHeld />}>
        {script.isPicking ? <ScriptPicker ticket={ticket} option={option} counter={counter} take={script.take} close={script.close} /> : null}
      </Suspense>
      {question}
    </div>
  )
}

interface SendButtonsProps {
  isPublic: boolean
  mayResolve: boolean
  approver: string | null
  canSend: boolean
  go: (wish: Wish) => void
}

function SendButtons({ isPublic, mayResolve, approver, canSend, go }: SendButtonsProps) {
  const { t } = useLingui()
  const words = isPublic ? t`Send in public` : t`Send in private`
  return (
    <span className="ml-auto flex gap-2 @max-md:w-full">
      {mayResolve ? <Button isDisabled={!canSend} onPress={() => go({ resolve: true })} className="@max-md:flex-1">{t`Send and resolve`}</Button> : null}
      <Button tone={isPublic ? 'public' : 'private'} keys="⌃↵" isDisabled={!canSend} onPress={() => go({ resolve: false })} className="@max-md:flex-1">
        {approver === null ? words : t`Ask for approval`}
      </Button>
    </span>
  )
}

/** What is written, as the network will count and everybody will read it. Typing never waits for the counting. */
function useMeasured(written: string, option: ReplyOption, extra: Extra | null) {
  const { visibility, network } = option
  const before = extra?.value ?? ''
  const counter = useCounter(option, extra?.name === 'contentWarning' ? before : '')
  const text = useDeferredValue(written)
  const parts = useMemo(() => (counter && text.trim() ? split(text, counter) : []), [counter, text])
  const warnings = useMemo(() => warningsIn(`${before}\n${text}`, visibility, network), [before, text, visibility, network])
  const isWhole = written.trim() !== '' && counter !== null && parts !== null
  return { counter, text, parts, warnings, isWhole, cut: () => counter && split(written, counter) }
}
