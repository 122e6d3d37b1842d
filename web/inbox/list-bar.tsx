import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { viewsQuery } from '../queries.ts'
import { Count } from '../shell/count.tsx'
import { useDuty } from '../shell/use-duty.ts'
import { density } from '../theme.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useTitle } from '../ui/title.ts'
import { useMay } from '../shell/use-may.ts'
import { ViewActs } from '../views/view-acts.tsx'
import { useWords } from '../words/use-words.ts'
import { viewWords } from '../words/views.ts'
import type { Chosen } from './use-chosen.ts'

/** Which view this is, and the way to any other ticket. */
export function ListBar({ view, chosen }: { view: string; chosen: Chosen }) {
  const { t } = useLingui()
  const words = useWords(viewWords)
  const navigate = useNavigate()
  const { duty, takeNext } = useDuty()
  const { data } = useQuery(viewsQuery)
  const shown = data?.items.find((item) => item.id === view)
  const name = shown?.name ?? (/^\d+$/.test(view) ? t`Saved view` : words(view))
  useTitle(name)
  const mayWork = useMay('ticket.work')
  const shape = density.use()
  const other = shape === 'compact' ? 'comfortable' : 'compact'
  return (
    <div className="flex items-center gap-0.5 border-b border-line py-2 pr-2 pl-4">
      <h1 className="flex min-w-0 flex-1 items-baseline gap-2 text-[0.9375rem] font-[620] tracking-tight">
        <span className="truncate" title={name}>
          {name}
        </span>
        {shown ? <Count value={shown.count} className="text-sm font-normal text-faint" /> : null}
      </h1>
      {duty === 'on' ? <Button size="small" onPress={() => void takeNext()} aria-keyshortcuts="t">{t`Take next`}</Button> : null}
      {mayWork ? (
        <Button tone="quiet" size="icon" aria-label={t`Choose several`} aria-pressed={chosen.ids !== null} onPress={chosen.ids ? chosen.end : chosen.begin}>
          <Icon name="check" size={16} />
        </Button>
      ) : null}
      <ViewActs shown={shown} />
      <Button
        tone="quiet"
        size="icon"
        aria-label={t`Search all history`}
        className="max-md:hidden!"
        onPress={() => void navigate({ to: '/search', search: { q: '' } })}
      >
        <Icon name="search" size={16} />
      </Button>
      <Button tone="quiet" size="icon" aria-label={other === 'compact' ? t`Compact list` : t`Comfortable list`} onPress={() => density.set(other)}>
        <Icon name={other === 'compact' ? 'rows' : 'cards'} size={16} />
      </Button>
    </div>
  )
}
