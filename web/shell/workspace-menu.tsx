import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Button as AriaButton } from 'react-aria-components/Button'
import { put } from '../api.ts'
import type { Me } from '../contract.ts'
import { meQuery, queries } from '../queries.ts'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'
import { Mark } from './mark.tsx'

/** Which square we are in: the real one or its rehearsal. Nothing of one is ever shown in the other. */
export function WorkspaceMenu({ me }: { me: Me }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const sayProblem = useSayProblem()
  const enter = async (id: string) => {
    try {
      const next = await put<Me>('/me/workspace', { id })
      queries.clear()
      queries.setQueryData(meQuery.queryKey, next)
      await navigate({ to: '/inbox', search: { view: 'need' } })
    } catch (problem) {
      sayProblem(problem)
    }
  }
  const items = me.workspaces.map((workspace) => ({
    id: workspace.id,
    label: workspace.rehearsal ? t`${workspace.name} · rehearsal` : workspace.name,
    isChosen: workspace.id === me.workspace.id,
    act: () => void enter(workspace.id),
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
