import { makePushKeys, type PushKeys } from '../../platform/web-push.ts'
import { keepFirstSecret, readSecret } from '../../storage/house-secrets.ts'
import type { PageNeeds } from './needs.ts'

const NAME = 'web-push'

/** The keys by which push services know this Plaza: made at the first wish for them, and the same ever after, for every process. */
export async function pushKeys({ db, seal }: Pick<PageNeeds, 'db' | 'seal'>): Promise<PushKeys> {
  const kept = (await readSecret(db, NAME)) ?? (await keepFirstSecret(db, NAME, seal.seal(makePushKeys())))
  return seal.open<PushKeys>(kept)
}
