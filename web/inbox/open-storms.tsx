import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { stormsQuery } from '../watch/storms/storm-queries.ts'
import { useStormName } from '../watch/storms/use-storm-name.ts'

/** The rooms whose queues the view of storms holds. */
export function OpenStorms() {
  const { t } = useLingui()
  const name = useStormName()
  const open = useQuery(stormsQuery).data?.items.filter(({ closedAt }) => closedAt === null) ?? []
  if (open.length === 0) return null
  return (
    <nav aria-label={t`Rooms of open storms`} className="flex flex-wrap gap-x-3 gap-y-1 border-b border-line px-4 py-2 text-sm">
      {open.map(({ id, title, named }) => (
        <Link key={id} to="/watch/storms/$stormId" params={{ stormId: id }} className="wrap-anywhere">
          {name(title, named)}
        </Link>
      ))}
    </nav>
  )
}
