import { COMPARED_NETWORKS, KEPT_DAYS, type ComparedNetwork, type Telling } from '../../domain/comparison.ts'
import type { Db } from '../../storage/database.ts'
import { keepOwnMeasured, listCompared, listPeers, type MeasuredAccount, type MeasuredPeer } from '../../storage/peers.ts'
import { pruneTurns, readOwnTurns } from '../../storage/turns.ts'
import { followOwn } from './follow-own.ts'
import { compareShares } from './interval.ts'
import { measure, type Known, type Measure } from './measure.ts'
import { readPeers, type PeerNeeds } from './read-peers.ts'

/** What the rule says of an account, and for which time. */
export type Measured = Measure & Known

/** One account in the comparison: ours, or a peer with how it is read. */
export interface Compared {
  network: ComparedNetwork
  account: Pick<MeasuredAccount, 'id' | 'handle' | 'name'>
  /** An account of ours that hears now, through which others can be read too. */
  works: boolean
  peer: MeasuredPeer | null
  /** Null until it was measured once. */
  measured: Measured | null
  /** Of a peer: whether it answers a larger share than the one of ours there that is asked most, as far as these samples can tell. */
  answers: Telling | null
}

/** Ours are measured again after so long: the figures are of weeks. */
const OWN_MINUTES = 30

/** The job: our own turns to the last that is committed, the peers that are due, and whatever is old forgotten. */
export async function keepComparison(needs: PeerNeeds): Promise<void> {
  await followOwn(needs)
  const now = needs.now()
  for (const account of await listCompared(needs.db, null))
    if (account.at === null || now.since(account.at).total('minutes') >= OWN_MINUTES) await measureOwn(needs.db, account, now)
  await readPeers(needs)
  await pruneTurns(needs.db, now.subtract({ hours: KEPT_DAYS * 24 }))
}

async function measureOwn(db: Db, { id, since, deafSince }: MeasuredAccount, now: Temporal.Instant): Promise<void> {
  const known = { since: since.epochMilliseconds / 1_000, through: (deafSince ?? now).epochMilliseconds / 1_000 }
  const turns = await readOwnTurns(db, id, now.subtract({ hours: KEPT_DAYS * 24 }))
  await keepOwnMeasured(db, id, { at: now, measured: { ...measure(turns, known), ...known } })
}

/** Ours and the peers, side by side, ours first on each network. */
export async function readComparison(db: Db, workspaceId: string): Promise<Compared[]> {
  const [ours, peers] = await Promise.all([listCompared(db, workspaceId), listPeers(db, workspaceId)])
  return COMPARED_NETWORKS.flatMap((network) => {
    const own = ours
      .filter((one) => one.network === network)
      .map((one): Compared => ({ ...placed(one), works: one.deafSince === null, peer: null, answers: null }))
    const others = peers.filter((one) => one.network === network)
    return [...own, ...others.map((peer): Compared => ({ ...placed(peer), works: false, peer, answers: tell(peer.measured as Measured | null, own) }))]
  })
}

function placed({ network, id, handle, name, measured }: MeasuredAccount | MeasuredPeer): Pick<Compared, 'network' | 'account' | 'measured'> {
  return { network, account: { id, handle, name }, measured: measured as Measured | null }
}

function tell(measured: Measured | null, own: readonly Compared[]): Telling | null {
  const [most] = own.flatMap(({ measured: ours }) => ours ?? []).toSorted((one, other) => other.questions - one.questions)
  return measured?.share && most?.share ? compareShares(measured.share, most.share) : null
}
