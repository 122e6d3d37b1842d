import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import type { Me, Ticket } from '../contract.ts'
import { type Command, useCommands } from '../shell/commands.ts'
import { blockedWords } from '../words/blocked.ts'
import { useWords } from '../words/use-words.ts'
import { firstMode, type Mode, modeKey, optionKey, otherWorld } from './mode.ts'
import { ModeBar } from './mode-bar.tsx'
import { Allowed } from './allowed.tsx'
import { GateNotice, useGate } from './gates.tsx'
import { NoteBox } from './note-box.tsx'
import { draftKey, onPutBack } from './put-back.ts'
import { ReplyBox } from './reply-box.tsx'

export interface ComposerProps {
  ticket: Ticket
  me: Me
  typing: () => void
  consult: () => void
}

/** Where we speak. Its first line says where, to whom and as whom, and everything below agrees with it. */
export function Composer({ ticket, me, typing, consult }: ComposerProps) {
  const { t } = useLingui()
  const [chosen, setChosen] = useState<{ ticket: string; key: string } | null>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const mode = modeOf(ticket, chosen?.ticket === ticket.id ? chosen.key : null)
  const choose = (key: string) => setChosen({ ticket: ticket.id, key })
  const speak = (next: Mode) => {
    choose(modeKey(next))
    // The box of the new mode is there after this render.
    requestAnimationFrame(() => box.current?.focus())
  }
  const reply = () => (mode.kind === 'reply' ? box.current?.focus() : speak(firstMode(ticket)))
  const other = otherWorld(ticket, mode)
  const gate = useGate(ticket)
  useEffect(() => onPutBack((id, key) => setChosen({ ticket: id, key })), [])
  const canReply = me.abilities.includes('ticket.reply')
  const canNote = me.abilities.includes('ticket.note')
  const replying: Command[] = [
    { id: 'reply', group: 'compose', keys: 'r', label: t`Reply`, run: reply },
    { id: 'world', group: 'compose', keys: 'h', label: t`Switch between public and private`, run: () => other && speak(other) },
  ]
  const noting: Command = { id: 'note', group: 'compose', keys: 'n', label: t`Note to colleagues`, run: () => speak({ kind: 'note' }) }
  useCommands([...(canReply ? replying : []), ...(canNote ? [noting] : [])])
  if (!canReply && !canNote) {
    return (
      <p className="border-t border-line bg-panel px-5 py-3 text-soft">
        <Trans>Your role reads, and does not answer.</Trans>
      </p>
    )
  }
  const key = modeKey(mode)
  return (
    <section aria-label={t`Write`} className="max-h-[62%] overflow-y-auto border-t border-line bg-panel px-5 pt-2.5 pb-3.5 max-md:px-3">
      <div className="mx-auto max-w-3xl">
        <Company ticket={ticket} me={me} />
        {mode.kind === 'reply' ? <GateNotice gate={gate} consult={consult} /> : null}
        {mode.kind === 'reply' ? <Allowed allows={ticket.allows} /> : null}
        <ModeBar ticket={ticket} mode={mode} speak={(next) => choose(modeKey(next))} />
        {mode.kind === 'note' ? (
          <NoteBox key={`${ticket.id} ${key}`} ticket={ticket} draftKey={draftKey(me.member.id, ticket.id, key)} typing={typing} box={box} />
        ) : mode.option.blocked === null ? (
          <ReplyBox ticket={ticket} option={mode.option} draftKey={draftKey(me.member.id, ticket.id, key)} typing={typing} box={box} />
        ) : (
          <Blocked code={mode.option.blocked} />
        )}
      </div>
    </section>
  )
}

function modeOf(ticket: Ticket, chosen: string | null): Mode {
  if (chosen === 'note') return { kind: 'note' }
  const option = ticket.replyOptions.find((option) => optionKey(option) === chosen)
  return option ? { kind: 'reply', option } : firstMode(ticket)
}

/** Two answers to one person are worse than none: says so before, not after. */
function Company({ ticket, me }: Pick<ComposerProps, 'ticket' | 'me'>) {
  const writing = ticket.present.filter(({ member, doing }) => doing === 'typing' && member.id !== me.member.id).map(({ member }) => member.name)
  return (
    <output className={writing.length > 0 ? 'mb-2 block rounded-md border border-note-line bg-note-wash px-3 py-1.5 text-sm text-note' : 'sr-only'}>
      {writing.length > 0 ? <Trans>{writing.join(', ')} is writing here too. Speak to each other before you send.</Trans> : null}
    </output>
  )
}

function Blocked({ code }: { code: string }) {
  const words = useWords(blockedWords)
  return <p className="rounded-lg border border-dashed border-strong px-3 py-3 text-soft">{words(code)}</p>
}
