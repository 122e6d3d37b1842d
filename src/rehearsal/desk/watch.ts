import type { MouthPage, Presence } from '../../http/contract/presence.ts'
import type { DeskPresence, DeskSaying } from '../story/watched.ts'
import type { Client } from './client.ts'
import type { Staff } from './staff.ts'

export async function readPresence(staff: Staff): Promise<DeskPresence[]> {
  const { items } = await staff.owner().ask<Presence>('GET', '/presence')
  return items.map(({ account: { network, handle }, standing, promise, waiting, alarm }) => ({
    network,
    handle,
    state: standing?.state ?? null,
    rule: standing?.rule ?? null,
    bioDenied: promise?.bioDenied ?? false,
    waiting: waiting.people,
    told: (alarm?.told ?? []).flatMap(({ member }) => staff.agentOf(member.id) ?? []),
  }))
}

/** All that a story has of it. */
const MOST = 200

export async function readSayings(owner: Client): Promise<DeskSaying[]> {
  await owner.ask('GET', '/word-of-mouth')
  const { items } = await owner.ask<MouthPage>('GET', `/word-of-mouth/sayings?limit=${MOST}`)
  return items.map(({ id, kind }) => ({ messageId: id, kind }))
}
