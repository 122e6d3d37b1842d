import type { Outcome } from '../../domain/outgoing.ts'
import type { OfficialAccount } from '../network.ts'
import { channelOf, refOf } from './translate.ts'
import type { Status } from './wire.ts'

export type Sent = Extract<Outcome, { kind: 'sent' }>

export function sentOf(said: Status, us: OfficialAccount): Sent {
  const channel = channelOf(said, us)
  return {
    kind: 'sent',
    nativeId: said.uri,
    ...(channel === null ? {} : { threadId: channel }),
    url: said.url ?? said.uri,
    ref: refOf(said, us),
    at: Temporal.Instant.from(said.created_at),
  }
}
