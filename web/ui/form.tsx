import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Form as AriaForm } from 'react-aria-components/Form'
import { ApiProblem } from '../api.ts'
import { problemWords } from '../words/problems.ts'
import { useWords, type Words } from '../words/use-words.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

export interface FormProps {
  /** The words of the act itself, never «OK». */
  act: string
  onSend: () => void
  isSending?: boolean
  problem?: Error | null
  /** What to do after a problem, by its code. */
  advice?: Words
  /** Problems that only this form can meet, by code. */
  reasons?: Words
  /** Beside the button that sends. */
  aside?: ReactNode
  children: ReactNode
}

/** One column of fields and one act. A field that is wrong gets the focus; a refusal stands beside the button and keeps what was written. */
export function Form({ act, onSend, isSending = false, problem, advice, reasons, aside, children }: FormProps) {
  const { t } = useLingui()
  return (
    <AriaForm
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isSending) onSend()
      }}
    >
      {children}
      {problem ? <Refusal problem={problem} advice={advice} reasons={reasons} /> : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" tone="go" className={isSending ? 'cursor-progress opacity-60' : ''}>
          {act}
        </Button>
        <output className="sr-only">{isSending ? t`Sending…` : ''}</output>
        {aside}
      </div>
    </AriaForm>
  )
}

/** What happened, then what to do, then what was kept. */
export function Refusal({ problem, advice = NONE, reasons = NONE }: { problem: Error; advice?: Words | undefined; reasons?: Words | undefined }) {
  const common = useWords(problemWords)
  const special = useWords(reasons)
  const next = useWords(advice)
  const code = problem instanceof ApiProblem ? problem.code : 'unexpected'
  return (
    <Notice tone="wrong" title={Object.hasOwn(reasons, code) && !Object.hasOwn(problemWords, code) ? special(code) : common(code)}>
      {Object.hasOwn(advice, code) ? <p>{next(code)}</p> : null}
      <p>
        <Trans>Nothing was changed, and what you wrote is still here.</Trans>
      </p>
    </Notice>
  )
}

const NONE: Words = {}
