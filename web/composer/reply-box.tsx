import { Trans, useLingui } from '@lingui/react/macro'
import { type RefObject, useDeferredValue, useMemo, useState } from 'react'
import type { ReplyOption, Ticket } from '../contract.ts'
import { address } from '../inbox/row.tsx'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { Attach, Attached } from './attachments.tsx'
import { useDraft } from './drafts.ts'
import { type Extra, extraBody, ExtraButton, ExtraLine, useExtra } from './extra.tsx'
import { Length } from './length-shown.tsx'
import { split } from './split.ts'
import { TextBox } from './text-box.tsx'
import { useCounter } from './use-counter.ts'
import { useSend } from './use-send.ts'
import { warningsIn } from './warnings.ts'
import { Warnings } from './warnings-shown.tsx'

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
  const [asked, ask] = useState<{ resolve: boolean } | null>(null)
  const extra = useExtra(ticket, option, [draft, change])
  const { send, isSending } = useSend({ ticket, option, draft, extra: extraBody(extra), clear })
  const { counter, text, parts, warnings } = useMeasured(draft.text, option, extra)
  const isPublic = option.visibility === 'public'
  const canSend = draft.text.trim() !== '' && !isSending && counter !== null && parts !== null
  const mayResolve = useMay('ticket.work')
  const go = (wanted: boolean) => {
    if (!canSend || !counter) return
    const resolve = wanted && mayResolve
    if (option.visibility !== ticket.visibility) return ask({ resolve })
    void send(split(draft.text, counter), resolve)
  }
  const sure = () => counter && void send(split(draft.text, counter), asked?.resolve ?? false)
  return (
    <div className={`rounded-lg border-2 bg-raised ${isPublic ? 'border-public' : 'border-private'}`}>
      {extra?.isOpen ? <ExtraLine extra={extra} /> : null}
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
        send={go}
      />
      <Attached media={draft.media} change={(media) => change({ media })} />
      <Warnings warnings={warnings} />
      <div className="flex flex-wrap items-center gap-2 px-2 pb-2">
        <Attach option={option} media={draft.media} add={(one) => change({ media: [...draft.media, one] })} />
        <ExtraButton extra={extra} />
        <Length counter={counter} text={text} parts={parts} />
        <SendButtons isPublic={isPublic} mayResolve={mayResolve} canSend={canSend} go={go} />
      </div>
      {asked ? <OtherWorld option={option} onClose={() => ask(null)} onAct={sure} /> : null}
    </div>
  )
}

interface SendButtonsProps {
  isPublic: boolean
  mayResolve: boolean
  canSend: boolean
  go: (resolve: boolean) => void
}

function SendButtons({ isPublic, mayResolve, canSend, go }: SendButtonsProps) {
  const { t } = useLingui()
  return (
    <span className="ml-auto flex gap-2 @max-md:w-full">
      {mayResolve ? <Button isDisabled={!canSend} onPress={() => go(true)} className="@max-md:flex-1">{t`Send and resolve`}</Button> : null}
      <Button tone={isPublic ? 'public' : 'private'} keys="⌃↵" isDisabled={!canSend} onPress={() => go(false)} className="@max-md:flex-1">
        {isPublic ? t`Send in public` : t`Send in private`}
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
  return { counter, text, parts, warnings }
}

/** Asked before our words stand in another world than theirs. */
function OtherWorld({ option, onClose, onAct }: { option: ReplyOption; onClose: () => void; onAct: () => void }) {
  const { t } = useLingui()
  if (option.visibility === 'public') {
    return (
      <Confirm isOpen onClose={onClose} onAct={onAct} tone="public" title={t`They wrote in private. Answer in public?`} act={t`Send in public`}>
        <Trans>Everybody will be able to read it, and that they wrote to us. Nothing of what they said in private may be in it.</Trans>
      </Confirm>
    )
  }
  return (
    <Confirm isOpen onClose={onClose} onAct={onAct} tone="private" title={t`They wrote in public. Answer in private?`} act={t`Send in private`}>
      <Trans>Only {address(option.to)} will read it. Who follows the public conversation will not see that they were answered.</Trans>
    </Confirm>
  )
}
