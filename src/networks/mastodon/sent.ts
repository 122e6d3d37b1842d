import type { Outcome } from '../../domain/outgoing.ts'
import type { OfficialAccount } from '../network.ts'
import { refOf } from './translate.ts'
import type { Status } from './wire.ts'

export type Sent = Extract<Outcome, { kind: 'sent' }>

export function sentOf(said: Status, us: OfficialAccount): Sent {
  return { kind: 'sent', nativeId: said.uri, url: said.url ?? said.uri, ref: refOf(said, us), at: Temporal.Instant.from(said.created_at) }
}
