import { randomBytes } from 'node:crypto'
import { PlazaError } from '../domain/plaza-error.ts'
import { isPushAddress, type PushAddress } from '../platform/web-push.ts'
import { findMailLine } from '../storage/lines.ts'
import { listMembers } from '../storage/members.ts'
import { countTroubledPages } from '../storage/page-lists.ts'
import { keepPageWebhook, readPageWebhook, removePageWebhook } from '../storage/page-webhooks.ts'
import { keepSubscription } from '../storage/push-subscriptions.ts'
import type { PageNeeds } from './page/needs.ts'
import { strangersIn } from '../manual/who-is-meant.ts'

/** Lets a member be pushed to in one more browser. Throws `not-a-browser` for keys that nothing can be encrypted for, `too-many-browsers`. */
export async function allowBrowser({ db, seal }: Pick<PageNeeds, 'db' | 'seal'>, memberId: string, browser: PushAddress & { label: string }): Promise<void> {
  if (!isPushAddress(browser)) throw new PlazaError('invalid', 'not-a-browser', 'These are no keys of a browser’s.')
  await keepSubscription(db, { memberId, endpoint: browser.endpoint, keys: seal.seal(browser.keys), label: browser.label })
}

/** Where a workspace's pages are posted from now on, or nowhere. Answers the new secret that signs them. */
export async function setWebhook({ db, seal }: Pick<PageNeeds, 'db' | 'seal'>, workspaceId: string, url: string | null): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  if (url === null) await removePageWebhook(db, workspaceId)
  else await keepPageWebhook(db, workspaceId, { url, secret: seal.seal(secret) })
  return secret
}

/** What a workspace's mails go out by; null: by nothing. */
export async function mailWay({ db, config }: Pick<PageNeeds, 'db' | 'config'>, workspaceId: string): Promise<'server' | 'mailbox' | null> {
  if (config.mailServer) return 'server'
  return (await findMailLine(db, workspaceId)) ? 'mailbox' : null
}

/** Whether whom the manual calls can be called, and who was called in vain. */
export async function pageHealth(
  needs: Pick<PageNeeds, 'db' | 'config' | 'manuals' | 'now'>,
  { workspaceId, homeId }: { workspaceId: string; homeId: string },
) {
  const inForce = await needs.manuals.inForce(workspaceId)
  const members = (await listMembers(needs.db, homeId)).filter(({ active }) => active)
  return {
    ...(await countTroubledPages(needs.db, workspaceId, needs.now())),
    manual: inForce?.version ?? null,
    strangers: inForce ? strangersIn(inForce.manual.document, members) : [],
    mail: await mailWay(needs, workspaceId),
    webhook: (await readPageWebhook(needs.db, workspaceId)) !== null,
  }
}
