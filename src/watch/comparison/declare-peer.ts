import type { ComparedNetwork } from '../../domain/comparison.ts'
import { PlazaError } from '../../domain/plaza-error.ts'
import { NetworkFailure } from '../../networks/network.ts'
import { recordEvents } from '../../storage/events.ts'
import { deletePeer, insertPeer } from '../../storage/peers.ts'
import type { Db } from '../../storage/database.ts'
import { openPublicWay, type PublicNeeds } from '../public-way.ts'

const PATIENCE_SECONDS = 20

interface Declaring {
  workspaceId: string
  memberId: string
  network: ComparedNetwork
  handle: string
}

/**
 * Declares an account of another brand, once the network says that it is there. Answers its id. Throws `peer-no-account` where none of ours
 * works on that network, `peer-unknown`, `peer-is-ours`, `peer-known`, `too-many-peers`, or `refused` with the network's code.
 */
export async function declarePeer(needs: PublicNeeds, { workspaceId, memberId, network, handle }: Declaring): Promise<string> {
  const way = await openPublicWay(needs, { workspaceId, network }, PATIENCE_SECONDS)
  if (way === null) throw new PlazaError('conflict', 'peer-no-account', `No account of ours works on ${network}, through which it could be read.`)
  const found = await way.reader.find(way.line, handle).catch((error: unknown) => {
    throw error instanceof NetworkFailure ? new PlazaError('refused', error.next.code, error.message, error) : error
  })
  if (found === null) throw new PlazaError('invalid', 'peer-unknown', `There is no ${handle} on ${network}.`)
  const { nativeId, name } = found
  const id = await insertPeer(needs.db, { workspaceId, memberId, network, nativeId, handle: found.handle, name, at: needs.now() })
  await recordEvents(needs.db, workspaceId, [{ ticketId: null, kind: 'peer', memberId, facts: { peer: id, network, handle: found.handle, did: 'declared' } }])
  return id
}

/** Forgets it, and all that was counted of it. Throws `not-found`. */
export async function forgetPeer({ db }: { db: Db }, { workspaceId, memberId, id }: { workspaceId: string; memberId: string; id: string }): Promise<void> {
  await deletePeer(db, { workspaceId, id })
  await recordEvents(db, workspaceId, [{ ticketId: null, kind: 'peer', memberId, facts: { peer: id, did: 'forgotten' } }])
}
