import { ApiError } from '@xdevplatform/xdk'
import type { Json } from '../../domain/network-name.ts'
import type { Outcome } from '../../domain/outgoing.ts'
import type { Line } from '../network.ts'
import { asAccount } from './as-account.ts'
import { failureOf } from './failure.ts'
import { text } from './target.ts'

/** Takes one of our own messages back. X deletes a direct message only from our side. What is gone already counts as taken back. */
export async function remove(line: Line, nativeId: string, ref: Json): Promise<Outcome> {
  try {
    const isDirect = text(ref, 'conversation') !== null
    await asAccount(line, async (x) => void (await (isDirect ? x.directMessages.deleteEvents(nativeId) : x.posts.delete(text(ref, 'post') ?? nativeId))))
    return { kind: 'sent', nativeId }
  } catch (error) {
    return error instanceof ApiError && error.status === 404 ? { kind: 'sent', nativeId } : failureOf(error)
  }
}
