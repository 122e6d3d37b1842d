import { Outlet, createRootRoute, createRoute, redirect } from '@tanstack/react-router'
import { ApiProblem, get } from '../api.ts'
import { speak } from '../i18n.ts'
import { meQuery, queries } from '../queries.ts'
import { Shell } from '../shell/shell.tsx'

export const root = createRootRoute({ component: Outlet })

/** Everything behind the door: who asks is known before anything is drawn, in their own language. */
export const inside = createRoute({
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

export async function isUnfounded(): Promise<boolean> {
  return (await get<{ needed: boolean }>('/first-run')).needed
}
