import { z } from 'zod'
import { PageQuery } from './common.ts'

/** A page of what has no question of its own. */
export const PageOnly = z.object(PageQuery)
/** Labels or departments in use, most used first. */
export const WordList = z.object({ items: z.array(z.string()) })
export const ByToken = z.object({ token: z.string().regex(/^[\w-]{20,80}$/) })
export const ByMedia = z.object({ id: z.string().regex(/^\d{1,18}$/), n: z.coerce.number().int().min(0).max(99) })
