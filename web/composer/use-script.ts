import { useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import type { OfferedScript } from '../contract.ts'
import { useCommands } from '../shell/commands.ts'
import type { Draft } from './drafts.ts'
import { filledIn, openIn, withScript } from './script-draft.ts'

export interface ScriptNeeds {
  draft: Draft
  change: (part: Partial<Draft>) => void
  box: RefObject<HTMLTextAreaElement | null>
}

/** Scripts in a reply: asked for by `/`, put into the draft, filled in before it may go. */
export function useScript({ draft, change, box }: ScriptNeeds) {
  const { t } = useLingui()
  const [isPicking, setPicking] = useState(false)
  const wasWriting = useRef(false)
  const pick = () => {
    wasWriting.current = document.activeElement === box.current
    setPicking(true)
  }
  useCommands([{ id: 'script', group: 'compose', keys: '/', label: t`Script…`, run: pick }])
  // Once the dialog has given the focus back.
  const writeOn = () => requestAnimationFrame(() => requestAnimationFrame(() => box.current?.focus()))
  /** Who only looked gets the desk's keys back: their next one must not be written into the reply. */
  const close = () => {
    setPicking(false)
    if (wasWriting.current) writeOn()
  }
  return {
    isPicking,
    pick,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== '/' || draft.text !== '') return
      event.preventDefault()
      pick()
    },
    close,
    open: openIn(draft),
    used: draft.script,
    take: (script: OfferedScript) => {
      change(withScript(draft, script))
      setPicking(false)
      writeOn()
    },
    fill: (written: string, value: string) => change({ text: filledIn(draft.text, written, value) }),
    drop: () => draft.script && change({ script: { ...draft.script, steps: [] } }),
  }
}
