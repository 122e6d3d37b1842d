import type { ReplyTarget } from '../../domain/outgoing.ts'
import { z } from 'zod'
import { type Desk, call } from './client.ts'
import type { Ref } from './ref.ts'

const found = z.object({ statuses: z.array(z.object({ id: z.string(), uri: z.string() })) })

/**
 * The id by which this server knows the message being answered; null where none is. A message that another of our
 * accounts heard, on another server, is looked up by its global address, which makes this server fetch it.
 */
export async function localId(desk: Desk, target: ReplyTarget, ref: Ref | null): Promise<string | null | 'gone'> {
  if (target.nativeId === null) return null
  if (ref?.server === desk.server) return ref.id
  const reply = await call(desk, 'GET', '/api/v2/search', { query: { q: target.nativeId, type: 'statuses', resolve: 'true', limit: 5 } })
  const { data } = found.safeParse(reply.json)
  return data?.statuses.find(({ uri }) => uri === target.nativeId)?.id ?? 'gone'
}
