import type { z } from 'zod'
import { COMPARED_NETWORKS } from '../domain/comparison.ts'
import { readComparison as read, type Compared, type Measured } from '../watch/comparison/compare.ts'
import type { Comparison, PeerBody, PeerDeclared } from './contract/comparison.ts'
import type { ById, Done } from './contract/common.ts'
import type { HttpNeeds } from './needs.ts'
import type { Ask } from './route.ts'

type Account = Comparison['networks'][number]['accounts'][number]

export async function readComparison({ caller }: Ask, { db, comparison }: HttpNeeds): Promise<Comparison> {
  const compared = await read(db, caller.workspace.id)
  return {
    networks: COMPARED_NETWORKS.map((network) => {
      const accounts = compared.filter((one) => one.network === network)
      return { network, connected: accounts.some(({ works }) => works), ...comparison.reads(network), accounts: accounts.map(presentCompared) }
    }),
  }
}

export async function declarePeer({ caller, body }: Ask<{ body: typeof PeerBody }>, { comparison }: HttpNeeds): Promise<z.infer<typeof PeerDeclared>> {
  return { id: await comparison.declare({ workspaceId: caller.workspace.id, memberId: caller.member.id }, body) }
}

export async function forgetPeer({ caller, params }: Ask<{ params: typeof ById }>, { comparison }: HttpNeeds): Promise<z.infer<typeof Done>> {
  await comparison.forget({ workspaceId: caller.workspace.id, memberId: caller.member.id }, params.id)
  return { ok: true }
}

function presentCompared({ account: { id, handle, name }, measured, peer, answers }: Compared): Account {
  return { id, handle, name, measured: measured && presentMeasured(measured), peer: peer && presentPeer(peer, answers) }
}

function presentPeer({ declaredBy, declaredAt, code, reading }: NonNullable<Compared['peer']>, answers: Compared['answers']): Account['peer'] {
  const behind = reading === null || [reading.named, reading.answers].some(({ through, walk }) => through === null || walk !== null)
  return { declaredBy, declaredAt: declaredAt.toString(), code, behind, answers }
}

function presentMeasured({ since, through, questions, people, answered, young, enough, share, median, p90, spread }: Measured): Account['measured'] {
  const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(Math.round(seconds * 1_000)).toString()
  return { since: at(since), through: at(through), questions, people, answered, young, enough, share: share && presentShare(share), median, p90, spread }
}

function presentShare({ value, low, high }: NonNullable<Measured['share']>) {
  return { value, low, high }
}
