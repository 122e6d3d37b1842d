import type { z } from 'zod'
import { removeSubscription, subscriptionsOf } from '../storage/push-subscriptions.ts'
import { keepQuietHours, readQuietHours } from '../storage/quiet-hours.ts'
import type { ById, Done } from './contract/common.ts'
import type { BrowserBody, Notifications, PageTested, QuietBody, TestPageBody } from './contract/pages.ts'
import type { HttpNeeds } from './needs.ts'
import type { Ask } from './route.ts'

export async function readNotifications({ caller }: Ask, { db, pages }: HttpNeeds): Promise<z.infer<typeof Notifications>> {
  const browsers = await subscriptionsOf(db, caller.member.id)
  return {
    pushKey: await pages.pushKey(),
    browsers: browsers.map(({ id, endpoint, label, createdAt }) => ({ id, endpoint, label, since: createdAt.toString() })),
    quiet: await readQuietHours(db, caller.member.id),
    mail: await pages.mail(caller.workspace.id),
  }
}

export async function allowBrowser(ask: Ask<{ body: typeof BrowserBody }>, needs: HttpNeeds): Promise<z.infer<typeof Notifications>> {
  await needs.pages.allowBrowser(ask.caller.member.id, ask.body)
  return readNotifications(ask, needs)
}

export async function forgetBrowser({ caller, params }: Ask<{ params: typeof ById }>, { db }: HttpNeeds): Promise<z.infer<typeof Done>> {
  await removeSubscription(db, caller.member.id, params.id)
  return { ok: true }
}

export async function changeQuietHours({ caller, body }: Ask<{ body: typeof QuietBody }>, { db }: HttpNeeds): Promise<z.infer<typeof Done>> {
  await keepQuietHours(db, caller.member.id, body.quiet)
  return { ok: true }
}

export async function testPage({ caller, body }: Ask<{ body: typeof TestPageBody }>, { pages }: HttpNeeds): Promise<z.infer<typeof PageTested>> {
  return pages.test({ workspace: caller.workspace, member: caller.member }, body.by)
}
