import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { viewsQuery } from '../queries.ts'
import { density, theme } from '../theme.ts'
import { undoLast } from '../ui/say.ts'
import { SETTINGS_PLACES, WATCH_PLACES } from '../words/places.ts'
import { useWords } from '../words/use-words.ts'
import { VIEW_KEYS, viewWords } from '../words/views.ts'
import { type Command, useCommands } from './commands.ts'
import { useDutyCommands } from './use-duty-commands.ts'
import { useMe } from './use-may.ts'

/** What can be done from anywhere. */
export function useAppCommands(openPalette: () => void, openKeys: () => void): void {
  const { t } = useLingui()
  const navigate = useNavigate()
  const shown = theme.use()
  const rows = density.use()
  const other = rows === 'compact' ? 'comfortable' : 'compact'
  const isDark = shown === 'dark' || (shown === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  useCommands([
    ...useViewCommands(),
    ...useDutyCommands(),
    { id: 'search', group: 'go', keys: 'g f', label: t`Search all history`, run: () => void navigate({ to: '/search', search: { q: '' } }) },
    { id: 'manual', group: 'go', keys: 'g b', label: t`The manual`, run: () => void navigate({ to: '/manual', search: {} }) },
    { id: 'complaints', group: 'go', label: t`Formal complaints`, run: () => void navigate({ to: '/complaints', search: { state: 'waiting', code: '' } }) },
    { id: 'promises', group: 'go', label: t`Promises`, run: () => void navigate({ to: '/promises' }) },
    ...usePlaceCommands(),
    { id: 'theme', group: 'app', label: isDark ? t`Light theme` : t`Dark theme`, run: () => theme.set(isDark ? 'light' : 'dark') },
    { id: 'density', group: 'app', label: other === 'compact' ? t`Compact list` : t`Comfortable list`, run: () => density.set(other) },
    { id: 'keys', group: 'app', keys: '?', label: t`Show all keys`, run: openKeys },
    { id: 'undo', group: 'ticket', keys: '⌃Z', label: t`Take back what was just done`, run: undoLast },
    { id: 'palette', group: 'app', keys: '⌃K', quiet: true, label: t`Any command`, run: openPalette },
  ])
}

/** The parts of Watch and Settings; the first of each has the key. */
function usePlaceCommands(): Command[] {
  const { t, i18n } = useLingui()
  const navigate = useNavigate()
  const { abilities } = useMe()
  const watched = abilities.includes('watch.read') ? WATCH_PLACES : []
  const settings = SETTINGS_PLACES.filter(({ needs }) => abilities.includes(needs))
  return [
    ...watched.map(({ to, name }) => ({ to, label: t`Watch: ${i18n._(name)}` })),
    ...settings.map(({ to, name }) => ({ to, label: t`Settings: ${i18n._(name)}` })),
  ].map(({ to, label }): Command => ({ id: to, group: 'go', keys: PLACE_KEYS[to] ?? '', label, run: () => void navigate({ to }) }))
}

const PLACE_KEYS: Record<string, string> = { [WATCH_PLACES[0].to]: 'g v', [SETTINGS_PLACES[0].to]: 'g s' }

function useViewCommands(): Command[] {
  const { t } = useLingui()
  const navigate = useNavigate()
  const words = useWords(viewWords)
  const { data } = useQuery(viewsQuery)
  const saved = data?.items.filter((view) => !view.builtIn) ?? []
  return (data?.items ?? []).map((view) => {
    const name = view.name ?? words(view.id)
    const open = () => void navigate({ to: '/inbox', search: { view: view.id } })
    return { id: `view-${view.id}`, group: 'go', keys: VIEW_KEYS[view.id] ?? digitKey(saved.indexOf(view)), label: t`Go to: ${name}`, run: open }
  })
}

/** The first nine saved views, in the order of the nav. */
function digitKey(place: number): string {
  return place >= 0 && place < 9 ? `g ${place + 1}` : ''
}
