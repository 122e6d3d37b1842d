import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useMay, useMe } from '../shell/use-may.ts'
import { Failed, Loading } from '../ui/states.tsx'
import { ManualDesk } from './manual-desk.tsx'
import { manualQuery } from './manual-query.ts'
import { VersionView } from './version-view.tsx'

/** The brand's manual: written, checked, tried and published; or, where one is named, a version as it was. */
export function ManualScreen() {
  const { version, line } = useSearch({ from: '/inside/manual' })
  const { data, error, refetch } = useQuery(manualQuery)
  const mayPublish = useMay('manual.publish')
  const { id } = useMe().workspace
  if (version !== undefined) return <VersionView number={version} line={line} />
  if (!data) return error ? <Failed problem={error} retry={() => void refetch()} /> : <Loading />
  return <ManualDesk key={id} workspaceId={id} state={data} mayPublish={mayPublish} />
}
