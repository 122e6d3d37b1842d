import type { Seal } from '../platform/seal.ts'
import { openChain } from '../platform/seal-lines.ts'
import type { Db } from '../storage/database.ts'
import { readLookAlike, readSaidByIt, type LookAlike } from '../storage/look-alikes.ts'
import { readShownPictures } from '../storage/pictures.ts'

/**
 * What a network's form asks for: the account beside ours with all that speaks for it, then what it showed as its picture and each of its own words as it came
 * in, dated, a JSON line each; every line with the hash of itself and all before it, the last one signed (`platform/seal-lines`). No word of a customer is in it. Throws `not-found`.
 */
export async function proveLookAlike(
  { db, seal, now }: { db: Db; seal: Pick<Seal, 'keyFor'>; now(): Temporal.Instant },
  workspaceId: string,
  id: string,
): Promise<string> {
  const chain = openChain('look-alikes', seal.keyFor('look-alikes'))
  const found = await readLookAlike(db, workspaceId, id)
  const account = { kind: 'account', at: now(), ...accountOf(found), ours: oursOf(found), deeds: found.deeds, evidence: found.evidence }
  const pictures = (await readShownPictures(db, id)).map(({ jpeg, ...picture }) => ({ kind: 'picture', ...picture, jpeg: jpeg?.toString('base64') ?? null }))
  const words = (await readSaidByIt(db, workspaceId, id)).map((word) => ({ kind: 'word', ...word }))
  const lines = [account, ...pictures, ...words].map((line) => {
    const text = JSON.stringify(line)
    return `${text.slice(0, -1)},"hash":"${chain.link(text)}"}`
  })
  return `${[...lines, JSON.stringify(chain.end())].join('\n')}\n`
}

function accountOf({ network, handle, name, url, avatarUrl, bio, createdOn, firstSeenAt, lastSeenAt, score, verdict, verdictBy, verdictAt }: LookAlike) {
  const judged = { verdict, verdictBy: verdictBy?.name ?? null, verdictAt }
  return { network, handle, name, url, avatarUrl, bio, createdOn, firstSeenAt, lastSeenAt, score, ...judged }
}

function oursOf({ official: { network, handle, name, brand, speaks, avatarUrl, bio, createdOn } }: LookAlike) {
  return { network, handle, name, brand, speaks, avatarUrl, bio, createdOn }
}
