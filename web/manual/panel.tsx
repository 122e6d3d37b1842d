import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { Differences } from './differences.tsx'
import { Explain } from './explain.tsx'
import { Findings } from './findings.tsx'
import { Standing } from './standing.tsx'
import { Trial } from './trial.tsx'
import type { Check } from './use-check.ts'
import type { ManualText } from './use-text.ts'
import { Versions } from './versions.tsx'

export interface PanelProps {
  manual: ManualText
  check: Check
  /** The number of the version in force; null before the first. */
  inForce: number | null
  mayPublish: boolean
  show: (line: number) => void
}

/** What the text means, beside it. Who only reads has what is of use to readers. */
export function Panel(props: PanelProps) {
  const { t } = useLingui()
  const parts = useParts(props)
  return (
    <aside aria-label={t`What it means`} className="flex min-h-0 flex-col border-l border-line max-lg:border-t max-lg:border-l-0">
      <output className="flex min-h-8 items-center px-4 pt-2 text-sm text-soft">{props.mayPublish ? <Standing check={props.check} /> : null}</output>
      <Tabs className="flex min-h-0 flex-1 flex-col">
        <TabList aria-label={t`What it means`} className="flex gap-0.5 overflow-x-auto border-b border-line px-3">
          {parts.map(({ id, name }) => (
            <Tab key={id} id={id} className={TAB}>
              {name}
            </Tab>
          ))}
        </TabList>
        {parts.map(({ id, body }) => (
          <TabPanel
            key={id}
            id={id}
            shouldForceMount={id === 'trial'}
            className="min-h-0 flex-1 overflow-auto px-4 py-3 -outline-offset-2! data-[inert]:hidden"
          >
            {body}
          </TabPanel>
        ))}
      </Tabs>
    </aside>
  )
}

const TAB =
  'cursor-pointer border-b-2 border-transparent px-2 py-1.5 whitespace-nowrap text-soft -outline-offset-2! data-[hovered]:text-ink data-[selected]:border-accent data-[selected]:font-[560] data-[selected]:text-ink'

interface Part {
  id: string
  name: string
  body: ReactNode
}

/** The trial stays in the page while another part is looked at: it may still run. */
function useParts({ manual, check, inForce, mayPublish, show }: PanelProps): Part[] {
  const { t } = useLingui()
  const { standing, findings, differences } = check
  const written: Part = {
    id: 'findings',
    name: t`Check`,
    body: standing === 'empty' ? null : <Findings findings={findings} text={manual.text} show={show} change={manual.change} />,
  }
  const compared: Part[] = [
    { id: 'changes', name: t`Changes`, body: <Differences differences={differences} show={show} /> },
    { id: 'trial', name: t`Try`, body: <Trial text={manual.text} isSound={standing === 'sound'} /> },
  ]
  const explain: Part = { id: 'explain', name: t`Explain`, body: <Explain /> }
  if (inForce === null) return mayPublish ? [written, explain] : [explain]
  const versions: Part = { id: 'versions', name: t`Versions`, body: <Versions inForce={inForce} mayPublish={mayPublish} /> }
  return mayPublish ? [written, ...compared, versions, explain] : [versions, explain]
}
