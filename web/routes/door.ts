import { createRoute, redirect } from '@tanstack/react-router'
import { isUnfounded, root } from './inside.ts'
import { office } from './office.ts'

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { from?: string } => ({ from: localPath(search['from']) }),
  component: office(() => import('../sign-in/sign-in-screen.tsx'), 'SignInScreen'),
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
  component: office(() => import('../first-run/first-run-screen.tsx'), 'FirstRunScreen'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: office(() => import('../sign-in/invitation-screen.tsx'), 'InvitationScreen'),
})

/** What stands before the door, for whoever is not signed in. */
export const doorRoutes = [signIn, firstRun, invitation] as const
