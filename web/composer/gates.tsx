import { Trans, useLingui } from '@lingui/react/macro'
import type { Ticket } from '../contract.ts'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { calleeWords } from '../words/callees.ts'
import { useWords } from '../words/use-words.ts'

/** What the manual puts before an answer of this member. */
export interface Gate {
  /** Who has to answer us first; the answer can't go before. */
  waitsFor: string[]
  hasUnasked: boolean
  /** Who says yes to it; null where nobody has to. */
  approver: string | null
  /** May go past it, with a sentence. */
  mayOverride: boolean
}

export function useGate({ gates }: Ticket): Gate {
  const words = useWords(calleeWords)
  const waiting = gates.consult.filter(({ state }) => state !== 'answered')
  return {
    waitsFor: waiting.map(({ name }) => words(name)),
    hasUnasked: waiting.some(({ state }) => state === 'unasked'),
    approver: gates.approve && words(gates.approve.name),
    mayOverride: useMay('manual.override'),
  }
}

/** Said before somebody writes, not after. */
export function GateNotice({ gate, consult }: { gate: Gate; consult: () => void }) {
  const { t, i18n } = useLingui()
  const { waitsFor, hasUnasked, approver } = gate
  if (waitsFor.length === 0 && approver === null) return null
  const names = new Intl.ListFormat(i18n.locale).format(waitsFor)
  return (
    <output className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-md border border-note-line bg-note-wash px-3 py-1.5 text-sm text-note">
      <Icon name="warning" size={14} />
      <p className="min-w-40 flex-1">
        {waitsFor.length === 0 ? null : hasUnasked ? (
          <Trans>The manual wants {names} to be asked before this is answered.</Trans>
        ) : (
          <Trans>Waiting for the answer of {names}. Until then this can’t be sent.</Trans>
        )}{' '}
        {approver === null ? null : <Trans>It goes out once {approver} has approved it.</Trans>}
      </p>
      {hasUnasked ? <Button size="small" keys="c" onPress={consult}>{t`Ask…`}</Button> : null}
    </output>
  )
}
