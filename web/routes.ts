import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { deskRoutes } from './routes/desk.ts'
import { doorRoutes } from './routes/door.ts'
import { inside, root } from './routes/inside.ts'
import { settingsRoutes } from './routes/settings.ts'
import { watchRoutes } from './routes/watch.ts'
import { Nowhere, RouteProblem } from './shell/route-problem.tsx'
import { Loading } from './ui/states.tsx'

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox', search: { view: 'need' } })
  },
})

export const router = createRouter({
  routeTree: root.addChildren([home, ...doorRoutes, inside.addChildren([...deskRoutes, watchRoutes, settingsRoutes])]),
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
