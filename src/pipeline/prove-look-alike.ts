import type { Seal } from '../platform/seal.ts'
import { openChain } from '../platform/seal-lines.ts'
import type { Db } from '../storage/database.ts'
import { readLookAlike, readSaidByIt } from '../storage/look-alikes.ts'

/**
 * What a network's form asks for: the account beside ours with all that speaks for it, then each of its own words as it came in, dated, a JSON line each; every
 * line with the hash of itself and all before it, the last one signed (`platform/seal-lines`). No word of a customer is in it. Throws `not-found`.
 */
export async function proveLookAlike({ db, seal }: { db: Db; seal: Pick<Seal, 'keyFor'> }, workspaceId: string, id: string): Promise<string> {
  const chain = openChain('look-alikes', seal.keyFor('look-alikes'))
  const { network, handle, name, url, avatarUrl, bio, createdOn, score, evidence, deeds, official, verdict, verdictBy, verdictAt, firstSeenAt, lastSeenAt } =
    await readLookAlike(db, workspaceId, id)
  const account = {
    network,
    handle,
    name,
    url,
    avatarUrl,
    bio,
    createdOn,
    firstSeenAt,
    lastSeenAt,
    score,
    verdict,
    verdictBy: verdictBy?.name ?? null,
    verdictAt,
  }
  const ours = { network: official.network, handle: official.handle, name: official.name, brand: official.brand, speaks: official.speaks }
  const words = (await readSaidByIt(db, workspaceId, id)).map((word) => ({ kind: 'word', ...word }))
  const lines = [{ kind: 'account', ...account, ours, deeds, evidence }, ...words].map((line) => {
    const text = JSON.stringify(line)
    return `${text.slice(0, -1)},"hash":"${chain.link(text)}"}`
  })
  return `${[...lines, JSON.stringify(chain.end())].join('\n')}\n`
}
