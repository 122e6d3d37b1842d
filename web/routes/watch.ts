import { createRoute, redirect } from '@tanstack/react-router'
import { inside } from './inside.ts'
import { office } from './office.ts'

/** The frame of all that watches many tickets at once: its parts and an Outlet for the chosen one. */
const watch = createRoute({
  getParentRoute: () => inside,
  path: '/watch',
  component: office(() => import('../watch/watch-layout.tsx'), 'WatchLayout'),
})

const watchHome = createRoute({
  getParentRoute: () => watch,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/watch/storms' })
  },
})

const storms = createRoute({
  getParentRoute: () => watch,
  path: 'storms',
  component: office(() => import('../watch/storms/storms-screen.tsx'), 'StormsScreen'),
})

const storm = createRoute({
  getParentRoute: () => watch,
  path: 'storms/$stormId',
  component: office(() => import('../watch/storms/storm-screen.tsx'), 'StormScreen'),
})

const presence = createRoute({
  getParentRoute: () => watch,
  path: 'presence',
  component: office(() => import('../watch/presence/presence-screen.tsx'), 'PresenceScreen'),
})

const comparison = createRoute({
  getParentRoute: () => watch,
  path: 'comparison',
  component: office(() => import('../watch/comparison/comparison-screen.tsx'), 'ComparisonScreen'),
})

const incidents = createRoute({
  getParentRoute: () => watch,
  path: 'incidents',
  validateSearch: (search: Record<string, unknown>): { state?: 'closed' } => (search['state'] === 'closed' ? { state: 'closed' } : {}),
  component: office(() => import('../watch/incidents/incidents-screen.tsx'), 'IncidentsScreen'),
})

const incident = createRoute({
  getParentRoute: () => watch,
  path: 'incidents/$incidentId',
  component: office(() => import('../watch/incidents/incident-screen.tsx'), 'IncidentScreen'),
})

const lookAlikes = createRoute({
  getParentRoute: () => watch,
  path: 'look-alikes',
  validateSearch: (search: Record<string, unknown>): { settled?: true } => (search['settled'] === true ? { settled: true } : {}),
  component: office(() => import('../watch/look-alikes/look-alikes-screen.tsx'), 'LookAlikesScreen'),
})

export const watchRoutes = watch.addChildren([watchHome, storms, storm, presence, comparison, incidents, incident, lookAlikes])
