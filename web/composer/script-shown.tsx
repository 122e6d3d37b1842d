import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '../ui/button.tsx'
import type { ScriptUsed } from './script-draft.ts'

/** The way through a hard conversation. */
export function ScriptShown({ script, drop }: { script: ScriptUsed | undefined; drop: () => void }) {
  const { t } = useLingui()
  if (!script || script.steps.length === 0) return null
  return (
    <details open className="border-b border-line px-3 py-2 text-sm">
      <summary className="cursor-pointer text-soft">
        <Trans>
          Steps of «<span lang="">{script.name}</span>»
        </Trans>
      </summary>
      <ol lang="" className="mt-1 list-decimal pl-5">
        {script.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Button size="small" tone="quiet" onPress={drop} className="mt-1 -ml-2">{t`Put the steps away`}</Button>
    </details>
  )
}
