import { Trans, useLingui } from '@lingui/react/macro'
import type { ManualFinding } from '../contract.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { sayFinding } from './finding-words.ts'
import { lineAt } from './lines.ts'

export interface FindingsProps {
  findings: readonly ManualFinding[]
  text: string
  show: (line: number) => void
  change: (text: string) => void
}

/** All that is wrong, in the order of the text, each leading to its line. */
export function Findings({ findings, text, show, change }: FindingsProps) {
  const { t, i18n } = useLingui()
  if (findings.length === 0)
    return (
      <p className="text-soft">
        <Trans>Nothing to object to.</Trans>
      </p>
    )
  return (
    <ol aria-label={t`Findings`} className="flex flex-col">
      {findings.map((finding) => {
        const { code, severity, line, column, suggestion } = finding
        const mended = mend(text, finding)
        return (
          <li key={`${line}:${column} ${code}`} className="flex flex-col gap-1 border-t border-line py-2 first:border-t-0">
            <span className="flex flex-wrap items-center gap-2">
              <Button size="small" tone="quiet" className="-ml-2" onPress={() => show(line)}>{t`Line ${line}`}</Button>
              <Chip tone={severity === 'error' ? 'now' : 'warn'}>{severity === 'error' ? t`error` : t`warning`}</Chip>
            </span>
            <span className="wrap-anywhere">{i18n._(sayFinding(finding))}</span>
            {mended === null ? null : <Button size="small" className="self-start" onPress={() => change(mended)}>{t`Write «${suggestion}»`}</Button>}
          </li>
        )
      })}
    </ol>
  )
}

/** The text with the suggestion in the place of the wrong word; null where that word does not stand there. */
function mend(text: string, { line, column, data, suggestion }: ManualFinding): string | null {
  const wrong = typeof data['written'] === 'string' ? data['written'] : data['name']
  if (suggestion === null || typeof wrong !== 'string') return null
  const from = lineAt(text, line).start + column - 1
  const at = text.slice(from, from + wrong.length + 1).indexOf(wrong)
  return at < 0 ? null : text.slice(0, from + at) + suggestion + text.slice(from + at + wrong.length)
}
