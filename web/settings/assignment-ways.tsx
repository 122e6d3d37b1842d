import { useLingui } from '@lingui/react/macro'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { get, put } from '../api.ts'
import type { AssignmentWay, AssignmentWays as Ways } from '../contract.ts'
import { departmentsQuery, queries } from '../queries.ts'
import { useMay } from '../shell/use-may.ts'
import { Select } from '../ui/select.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'

const waysQuery = queryOptions({ queryKey: ['assignment'], queryFn: ({ signal }) => get<Ways>('/assignment', {}, signal) })

/** Whether agents take the next ticket or Plaza gives it to them: for all, and for departments that want it otherwise. */
export function AssignmentWays() {
  const { t } = useLingui()
  const mayManage = useMay('agent.manage')
  const sayProblem = useSayProblem()
  const used = useQuery(departmentsQuery).data?.items ?? []
  const { data } = useQuery(waysQuery)
  const change = useMutation({
    mutationFn: (body: { department: string | null; way: AssignmentWay | null }) => put<Ways>('/assignment', body),
    onSuccess: (ways) => queries.setQueryData(waysQuery.queryKey, ways),
    onError: sayProblem,
  })
  if (!data) return null
  const both = [
    { id: 'pull', label: t`They take the next one` },
    { id: 'push', label: t`Plaza gives them out` },
  ] as const
  const own = new Map(data.departments.map(({ department, way }) => [department, way]))
  const departments = [...new Set([...own.keys(), ...used])]
  return (
    <div className="flex max-w-lg flex-col gap-4">
      <Select
        label={t`Tickets of all departments`}
        hint={t`Whoever is on duty, has room and fits: first who speaks the language, then who knew the person, then who is idle longest.`}
        value={data.others}
        choices={both}
        isDisabled={!mayManage}
        onChange={(way) => change.mutate({ department: null, way })}
      />
      {departments.map((department) => (
        <Select
          key={department}
          label={department}
          value={own.get(department) ?? 'others'}
          choices={[{ id: 'others', label: t`As all departments` }, ...both]}
          isDisabled={!mayManage}
          onChange={(way) => change.mutate({ department, way: way === 'others' ? null : way })}
        />
      ))}
    </div>
  )
}
