import { createRoute, redirect } from '@tanstack/react-router'
import { inside } from './inside.ts'
import { office } from './office.ts'

/** The frame of all settings: their list on one side and an Outlet for the chosen one. */
const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: office(() => import('../settings/settings-layout.tsx'), 'SettingsLayout'),
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
  component: office(() => import('../settings/accounts-screen.tsx'), 'AccountsScreen'),
})

const connect = createRoute({
  getParentRoute: () => settings,
  path: 'accounts/connect/$network',
  validateSearch: (search: Record<string, unknown>): { account?: string } => (typeof search['account'] === 'string' ? { account: search['account'] } : {}),
  component: office(() => import('../settings/connect-screen.tsx'), 'ConnectScreen'),
})

const people = createRoute({
  getParentRoute: () => settings,
  path: 'people',
  component: office(() => import('../settings/people-screen.tsx'), 'PeopleScreen'),
})

const quarantine = createRoute({
  getParentRoute: () => settings,
  path: 'quarantine',
  component: office(() => import('../quarantine/quarantine-screen.tsx'), 'QuarantineScreen'),
})

const health = createRoute({
  getParentRoute: () => settings,
  path: 'health',
  component: office(() => import('../settings/health-screen.tsx'), 'HealthScreen'),
})

const keys = createRoute({
  getParentRoute: () => settings,
  path: 'keys',
  component: office(() => import('../settings/keys-screen.tsx'), 'KeysScreen'),
})

const rehearsal = createRoute({
  getParentRoute: () => settings,
  path: 'rehearsal',
  component: office(() => import('../rehearsal/rehearsal-screen.tsx'), 'RehearsalScreen'),
})

const notifications = createRoute({
  getParentRoute: () => settings,
  path: 'notifications',
  component: office(() => import('../settings/notifications-screen.tsx'), 'NotificationsScreen'),
})

const you = createRoute({
  getParentRoute: () => settings,
  path: 'you',
  component: office(() => import('../settings/you-screen.tsx'), 'YouScreen'),
})

export const settingsRoutes = settings.addChildren([settingsHome, accounts, connect, people, quarantine, health, keys, rehearsal, notifications, you])
