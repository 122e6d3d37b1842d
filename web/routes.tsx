import { Outlet, createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { ApiProblem, get } from './api.ts'
import { speak, speakOf } from './i18n.ts'
import { InboxScreen } from './inbox/inbox-screen.tsx'
import { meQuery, queries } from './queries.ts'
import { Nowhere, RouteProblem } from './shell/route-problem.tsx'
import { Shell } from './shell/shell.tsx'
import { Loading } from './ui/states.tsx'

const root = createRootRoute({ component: Outlet })

/** Everything behind the door: who asks is known before anything is drawn, in their own language. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    try {
      const me = await queries.ensureQueryData(meQuery)
      if (document.documentElement.lang !== me.locale) await speak(me.locale)
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 401) throw await toTheDoor(location.href)
      throw problem
    }
  },
  component: Shell,
})

async function toTheDoor(wanted: string) {
  return (await isUnfounded()) ? redirect({ to: '/first-run' }) : redirect({ to: '/sign-in', search: { from: wanted } })
}

async function isUnfounded(): Promise<boolean> {
  return (await get<{ needed: boolean }>('/first-run')).needed
}

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox', search: { view: 'need' } })
  },
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { from?: string } => ({ from: localPath(search['from']) }),
  component: office(() => import('./sign-in/sign-in-screen.tsx'), 'SignInScreen'),
})

/** Only a path of our own may be returned to: anything else would be an open redirect. */
function localPath(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined
}

const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/first-run',
  // A house is founded once: who comes later with the same address signs in.
  beforeLoad: async () => {
    if (!(await isUnfounded())) throw redirect({ to: '/sign-in' })
  },
  component: office(() => import('./first-run/first-run-screen.tsx'), 'FirstRunScreen'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: office(() => import('./sign-in/invitation-screen.tsx'), 'InvitationScreen'),
})

const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/inbox',
  // The id of a saved view looks like a number in an address written by hand.
  validateSearch: (search: Record<string, unknown>) => ({ view: /^(?:string|number)$/.test(typeof search['view']) ? String(search['view']) : 'need' }),
  component: InboxScreen,
})

const ticket = createRoute({
  getParentRoute: () => inbox,
  path: '$ticketId',
})

const person = createRoute({
  getParentRoute: () => inside,
  path: '/people/$personId',
  component: office(() => import('./person/person-screen.tsx'), 'PersonScreen'),
})

const search = createRoute({
  getParentRoute: () => inside,
  path: '/search',
  validateSearch: (search: Record<string, unknown>) => ({ q: typeof search['q'] === 'string' ? search['q'] : '' }),
  component: office(() => import('./search/search-screen.tsx'), 'SearchScreen'),
})

const manual = createRoute({
  getParentRoute: () => inside,
  path: '/manual',
  validateSearch: (search: Record<string, unknown>): { version?: number; line?: number } => ({ ...numbered('version', search), ...numbered('line', search) }),
  component: office(() => import('./manual/manual-screen.tsx'), 'ManualScreen'),
})

function numbered<Name extends string>(name: Name, search: Record<string, unknown>): Partial<Record<Name, number>> {
  const number = Number(search[name])
  return Number.isInteger(number) && number > 0 ? ({ [name]: number } as Record<Name, number>) : {}
}

const handover = createRoute({
  getParentRoute: () => inside,
  path: '/handover',
  validateSearch: (search: Record<string, unknown>): { hours?: number } => {
    const hours = Number(search['hours'])
    return hours > 0 && hours <= 168 ? { hours } : {}
  },
  component: office(() => import('./handover/handover-screen.tsx'), 'HandoverScreen'),
})

const complaints = createRoute({
  getParentRoute: () => inside,
  path: '/complaints',
  validateSearch: (search: Record<string, unknown>) => ({
    state: typeof search['state'] === 'string' ? search['state'] : 'all',
    code: typeof search['code'] === 'string' ? search['code'] : '',
  }),
  component: office(() => import('./complaints/complaints-screen.tsx'), 'ComplaintsScreen'),
})

const promises = createRoute({
  getParentRoute: () => inside,
  path: '/promises',
  component: office(() => import('./promises/promises-screen.tsx'), 'PromisesScreen'),
})

/** The frame of all that watches many tickets at once: its parts and an Outlet for the chosen one. */
const watch = createRoute({
  getParentRoute: () => inside,
  path: '/watch',
  component: office(() => import('./watch/watch-layout.tsx'), 'WatchLayout'),
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
  component: office(() => import('./watch/storms/storms-screen.tsx'), 'StormsScreen'),
})

const storm = createRoute({
  getParentRoute: () => watch,
  path: 'storms/$stormId',
  component: office(() => import('./watch/storms/storm-screen.tsx'), 'StormScreen'),
})

const presence = createRoute({
  getParentRoute: () => watch,
  path: 'presence',
  component: office(() => import('./watch/presence/presence-screen.tsx'), 'PresenceScreen'),
})

const comparison = createRoute({
  getParentRoute: () => watch,
  path: 'comparison',
  component: office(() => import('./watch/comparison/comparison-screen.tsx'), 'ComparisonScreen'),
})

const incidents = createRoute({
  getParentRoute: () => watch,
  path: 'incidents',
  validateSearch: (search: Record<string, unknown>): { state?: 'closed' } => (search['state'] === 'closed' ? { state: 'closed' } : {}),
  component: office(() => import('./watch/incidents/incidents-screen.tsx'), 'IncidentsScreen'),
})

const incident = createRoute({
  getParentRoute: () => watch,
  path: 'incidents/$incidentId',
  component: office(() => import('./watch/incidents/incident-screen.tsx'), 'IncidentScreen'),
})

const lookAlikes = createRoute({
  getParentRoute: () => watch,
  path: 'look-alikes',
  validateSearch: (search: Record<string, unknown>): { settled?: true } => (search['settled'] === true ? { settled: true } : {}),
  component: office(() => import('./watch/look-alikes/look-alikes-screen.tsx'), 'LookAlikesScreen'),
})

/** The frame of all settings: their list on one side and an Outlet for the chosen one. */
const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: office(() => import('./settings/settings-layout.tsx'), 'SettingsLayout'),
})

const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/accounts' })
  },
})

const accounts = createRoute({
  getParentRoute: () => settings,
  path: 'accounts',
  component: office(() => import('./settings/accounts-screen.tsx'), 'AccountsScreen'),
})

const connect = createRoute({
  getParentRoute: () => settings,
  path: 'accounts/connect/$network',
  validateSearch: (search: Record<string, unknown>): { account?: string } => (typeof search['account'] === 'string' ? { account: search['account'] } : {}),
  component: office(() => import('./settings/connect-screen.tsx'), 'ConnectScreen'),
})

const people = createRoute({
  getParentRoute: () => settings,
  path: 'people',
  component: office(() => import('./settings/people-screen.tsx'), 'PeopleScreen'),
})

const quarantine = createRoute({
  getParentRoute: () => settings,
  path: 'quarantine',
  component: office(() => import('./quarantine/quarantine-screen.tsx'), 'QuarantineScreen'),
})

const health = createRoute({
  getParentRoute: () => settings,
  path: 'health',
  component: office(() => import('./settings/health-screen.tsx'), 'HealthScreen'),
})

const keys = createRoute({
  getParentRoute: () => settings,
  path: 'keys',
  component: office(() => import('./settings/keys-screen.tsx'), 'KeysScreen'),
})

const rehearsal = createRoute({
  getParentRoute: () => settings,
  path: 'rehearsal',
  component: office(() => import('./rehearsal/rehearsal-screen.tsx'), 'RehearsalScreen'),
})

const notifications = createRoute({
  getParentRoute: () => settings,
  path: 'notifications',
  component: office(() => import('./settings/notifications-screen.tsx'), 'NotificationsScreen'),
})

const you = createRoute({
  getParentRoute: () => settings,
  path: 'you',
  component: office(() => import('./settings/you-screen.tsx'), 'YouScreen'),
})

const tree = root.addChildren([
  home,
  signIn,
  firstRun,
  invitation,
  inside.addChildren([
    inbox.addChildren([ticket]),
    person,
    search,
    promises,
    complaints,
    handover,
    manual,
    watch.addChildren([watchHome, storms, storm, presence, comparison, incidents, incident, lookAlikes]),
    settings.addChildren([settingsHome, accounts, connect, people, quarantine, health, keys, rehearsal, notifications, you]),
  ]),
])

/** A screen away from the desk: it is brought when it is opened, and its words with it. */
function office<Room extends Record<string, unknown>, Screen extends keyof Room>(bring: () => Promise<Room>, screen: Screen) {
  return lazyRouteComponent(async () => (await Promise.all([bring(), speakOf('office')]))[0], screen)
}

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultErrorComponent: RouteProblem,
  defaultNotFoundComponent: Nowhere,
  defaultPendingComponent: Loading,
  defaultPendingMs: 400,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
