import { createRoute } from '@tanstack/react-router'
import { InboxScreen } from '../inbox/inbox-screen.tsx'
import { inside } from './inside.ts'
import { office } from './office.ts'

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
  component: office(() => import('../person/person-screen.tsx'), 'PersonScreen'),
})

const search = createRoute({
  getParentRoute: () => inside,
  path: '/search',
  validateSearch: (search: Record<string, unknown>) => ({ q: typeof search['q'] === 'string' ? search['q'] : '' }),
  component: office(() => import('../search/search-screen.tsx'), 'SearchScreen'),
})

const manual = createRoute({
  getParentRoute: () => inside,
  path: '/manual',
  validateSearch: (search: Record<string, unknown>): { version?: number; line?: number } => ({ ...numbered('version', search), ...numbered('line', search) }),
  component: office(() => import('../manual/manual-screen.tsx'), 'ManualScreen'),
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
  component: office(() => import('../handover/handover-screen.tsx'), 'HandoverScreen'),
})

const complaints = createRoute({
  getParentRoute: () => inside,
  path: '/complaints',
  validateSearch: (search: Record<string, unknown>) => ({
    state: typeof search['state'] === 'string' ? search['state'] : 'waiting',
    code: typeof search['code'] === 'string' ? search['code'] : '',
  }),
  component: office(() => import('../complaints/complaints-screen.tsx'), 'ComplaintsScreen'),
})

const promises = createRoute({
  getParentRoute: () => inside,
  path: '/promises',
  component: office(() => import('../promises/promises-screen.tsx'), 'PromisesScreen'),
})

/** The inbox, and what leads to its tickets. */
export const deskRoutes = [inbox.addChildren([ticket]), person, search, promises, complaints, handover, manual] as const
