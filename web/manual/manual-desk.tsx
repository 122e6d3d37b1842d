import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useRef, useState } from 'react'
import type { ManualFinding, ManualState } from '../contract.ts'
import { KeysHeld } from '../shell/keyboard.ts'
import { Notice } from '../ui/notice.tsx'
import { useTitle } from '../ui/title.ts'
import { Editor, type EditorHandle, type Mark } from './editor.tsx'
import { sayFinding } from './finding-words.ts'
import { Head } from './head.tsx'
import { MovedOn } from './moved-on.tsx'
import { Panel } from './panel.tsx'
import { Start } from './start.tsx'
import { useCheck } from './use-check.ts'
import { useManualText } from './use-text.ts'

const PublishDialog = lazy(async () => ({ default: (await import('./publish-dialog.tsx')).PublishDialog }))

export interface ManualDeskProps {
  workspaceId: string
  state: ManualState
  mayPublish: boolean
}

/** The text on one side; what is wrong with it, what it changes and what it would have done on the other. */
export function ManualDesk({ workspaceId, state, mayPublish }: ManualDeskProps) {
  const { t, i18n } = useLingui()
  useTitle(t`Manual`)
  const manual = useManualText(workspaceId, state)
  const check = useCheck(manual.text, mayPublish)
  const [isPublishing, setPublishing] = useState(false)
  const editor = useRef<EditorHandle>(null)
  const isNew = manual.text !== state.inForce?.text
  const about = (line: number) => check.findings.filter((one) => one.line === line).map((one) => i18n._(sayFinding(one)))
  return (
    <div className="flex h-full min-h-0 flex-col max-lg:h-auto">
      <Head state={state} manual={manual} mayPublish={mayPublish} mayPublishNow={check.standing === 'sound' && isNew} publish={() => setPublishing(true)} />
      <div className="flex flex-col gap-2 px-5 pt-2 pb-2 empty:hidden">
        {state.failure ? (
          <Notice tone="wrong" title={t`The version in force could not be loaded: the last good one decides`}>
            {state.failure}
          </Notice>
        ) : null}
        {mayPublish && !isPublishing ? <MovedOn state={state} manual={manual} /> : null}
      </div>
      {mayPublish && check.standing === 'empty' ? <Start write={manual.change} /> : null}
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_25rem]">
        <div className="flex min-h-0 flex-col max-lg:h-[60vh]">
          <Editor
            handle={editor}
            label={t`Text of the manual`}
            text={manual.text}
            marks={marksOf(check.findings)}
            change={mayPublish ? manual.change : null}
            about={about}
          />
        </div>
        <Panel manual={manual} check={check} inForce={state.inForce?.number ?? null} mayPublish={mayPublish} show={(line) => editor.current?.show(line)} />
      </div>
      <Suspense fallback={<KeysHeld />}>{isPublishing ? <PublishDialog manual={manual} check={check} close={() => setPublishing(false)} /> : null}</Suspense>
    </div>
  )
}

/** One a line; where it has several findings, the first says how grave. */
function marksOf(findings: readonly ManualFinding[]): Mark[] {
  return [...new Map(findings.toReversed().map(({ line, severity }) => [line, { line, tone: severity }])).values()]
}
