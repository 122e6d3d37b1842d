import { useLingui } from '@lingui/react/macro'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { Me } from '../contract.ts'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'
import { enterWorkspace } from './enter-workspace.ts'
import { Mark } from './mark.tsx'

/** Which square we are in: the real one or its rehearsal. Nothing of one is ever shown in the other. */
export function WorkspaceMenu({ me }: { me: Me }) {
  const { t } = useLingui()
  const sayProblem = useSayProblem()
  const items = me.workspaces.map((workspace) => ({
    id: workspace.id,
    label: workspace.rehearsal ? t`${workspace.name} · rehearsal` : workspace.name,
    isChosen: workspace.id === me.workspace.id,
    act: () => void enterWorkspace(workspace.id).catch(sayProblem),
  }))
  return (
    <Menu label={t`Workspace`} items={items}>
      <AriaButton
        aria-label={t`Workspace: ${me.workspace.name}`}
        className="mb-2 flex items-center gap-2.5 rounded-md px-2 py-1.5 text-left text-lg font-[650] tracking-tight hover:bg-stone max-xl:group-data-slim/nav:justify-center max-xl:group-data-slim/nav:px-0"
      >
        <Mark />
        <span className="flex-1 truncate max-xl:group-data-slim/nav:hidden">{me.workspace.name}</span>
        <Icon name="chevron" size={14} className="text-faint max-xl:group-data-slim/nav:hidden" />
      </AriaButton>
    </Menu>
  )
}
