import type { Route } from './route.ts'
import { DESK_ROUTES } from './routes/desk.ts'
import { HOUSE_ROUTES } from './routes/house.ts'
import { WATCH_ROUTES } from './routes/watch.ts'

/** The whole API under /api/v1. Authorization, the OpenAPI description and the permission walk are made of it. */
export const ROUTES: readonly Route[] = [...HOUSE_ROUTES, ...DESK_ROUTES, ...WATCH_ROUTES]
