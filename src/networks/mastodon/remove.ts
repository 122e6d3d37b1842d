import type { Json } from '../../domain/network-name.ts'
import type { Outcome } from '../../domain/outgoing.ts'
import type { Line } from '../network.ts'
import { NoAnswer, call, deskOf } from './client.ts'
import { outcomeOf, outcomeOfSilence } from './failure.ts'
import { readRef } from './ref.ts'

/** Takes one of ours back. What is gone already is as good as taken back, and a repeated delete does no harm. */
export async function remove(line: Line, nativeId: string, json: Json): Promise<Outcome> {
  const ref = readRef(json)
  if (!ref || ref.server !== line.account.settings.server) return { kind: 'refused', code: 'rejected', detail: 'said on another server' }
  const desk = deskOf(line)
  const path = `/api/v1/statuses/${encodeURIComponent(ref.id)}`
  try {
    const reply = await call(desk, 'DELETE', path)
    if (reply.ok) return { kind: 'sent', nativeId }
    if (reply.status !== 404) return outcomeOf(reply)
    const still = await call(desk, 'GET', path)
    return still.status === 404 || still.status === 410
      ? { kind: 'sent', nativeId }
      : { kind: 'refused', code: 'rejected', detail: 'the server can take nothing back' }
  } catch (error) {
    if (error instanceof NoAnswer) return outcomeOfSilence(error, false)
    throw error
  }
}
