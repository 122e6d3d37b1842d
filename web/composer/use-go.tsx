import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import type { ReplyOption, Ticket } from '../contract.ts'
import { address } from '../inbox/row.tsx'
import { useCommands } from '../shell/commands.ts'
import { SentenceDialog } from '../ticket/sentence-dialog.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { type Gate, useGate } from './gates.tsx'
import type { Wish } from './use-send.ts'

interface Way {
  /** What a press asks for next; null while nothing is asked. */
  question: ReactNode
  mayGo: boolean
  /** Whose yes it goes to instead of going out. */
  approver: string | null
  go: (wish: Wish) => void
}

/** From the press to the server: what the manual wants first is asked about, and so is a change of worlds. */
export function useGo({ ticket, option, send }: { ticket: Ticket; option: ReplyOption; send: (wish: Wish) => void }): Way {
  const { t } = useLingui()
  const gate = useGate(ticket)
  const [shut, setShut] = useState<Wish | null>(null)
  const [asked, ask] = useState<Wish | null>(null)
  const isShut = gate.waitsFor.length > 0
  const mayGo = !isShut || gate.mayOverride
  const go = (wish: Wish) => {
    if (!mayGo) return
    if (isShut && !wish.override) setShut(wish)
    else if (option.visibility !== ticket.visibility) ask(wish)
    else send(wish)
  }
  const sends = gate.approver !== null ? t`Ask for approval` : option.visibility === 'public' ? t`Send in public` : t`Send in private`
  useCommands([
    // The box takes its own keys; here they stand to be read.
    { id: 'send', group: 'compose', keys: '⌃↵', quiet: true, label: sends, run: () => go({ resolve: false }) },
    { id: 'approval', group: 'compose', label: t`Ask for approval`, run: () => go({ resolve: false, askApproval: true }) },
  ])
  const question = (
    <>
      {shut ? <GoPast gate={gate} onClose={() => setShut(null)} onAct={(override) => go({ ...shut, override })} /> : null}
      {asked ? <OtherWorld option={option} onClose={() => ask(null)} onAct={() => send(asked)} /> : null}
    </>
  )
  return { question, mayGo, approver: gate.approver, go }
}

/** Who watches over the work may go past the manual, and says why. */
function GoPast({ gate, onClose, onAct }: { gate: Gate; onClose: () => void; onAct: (sentence: string) => void }) {
  const { t, i18n } = useLingui()
  const names = new Intl.ListFormat(i18n.locale).format(gate.waitsFor)
  return (
    <SentenceDialog
      title={t`Send it without asking?`}
      label={t`Why`}
      hint={t`Kept on the ticket with your name.`}
      act={t`Send it all the same`}
      onClose={onClose}
      onAct={onAct}
    >
      <Trans>The manual wants {names} to be asked before this is answered.</Trans>
    </SentenceDialog>
  )
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
