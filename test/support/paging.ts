import type { Json } from '../../src/domain/network-name.ts'
import type { Role } from '../../src/domain/permission.ts'
import type { Overrides } from '../../src/context.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { openPages } from '../../src/pipeline/open-pages.ts'
import { pushKeys } from '../../src/pipeline/page/push-keys.ts'
import { upsertAccount } from '../../src/storage/account-writes.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { insertMember } from '../../src/storage/members.ts'
import { keepPageWebhook } from '../../src/storage/page-webhooks.ts'
import { keepSubscription } from '../../src/storage/push-subscriptions.ts'
import { findTicketsById } from '../../src/storage/ticket-writes.ts'
import { openHookReceiver, type HookReceiver } from './receivers/hook-receiver.ts'
import { openMailDrop, type MailDrop } from './receivers/mail-drop.ts'
import { openPushService, type PushedBrowser, type PushService } from './receivers/push-service.ts'
import { openClockedRoad, type ClockedRoad } from './road-clock.ts'
import { batchOfLines, post } from './workspace.ts'

/** Who is called for smoke: operations, on duty around the clock, then Nora, then whoever supervises. Nobody matches Inés. */
export const MANUAL = `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, time zone: America/Bogota, languages: [es], voice: { is: [claro] } }
accounts: { aeroandes: { network: x, handle: aeroandes } }
people:
  diana: { name: Diana Rojas, role: agent, email: DIANA@aeroandes.example }
  nora: { name: Nora Cifuentes, role: executive, email: nora@elsewhere.example }
  inés: { name: Inés Barreto, role: agent, email: ines@aeroandes.example }
departments:
  operaciones:
    does: Sabe dónde está cada avión.
    duty: [{ who: diana, hours: always }]
    escalation:
      - { call: duty, after: 0m, by: [push, webhook] }
      - { call: nora, after: 5m, by: [push, email] }
      - { call: supervisor, after: 10m, by: email }
  jurídica:
    does: Lee lo que puede acabar ante un juez.
    duty: [{ who: inés, hours: always }]
    escalation: [{ call: duty, after: 0m, by: email }]
rules:
  - { rule: humo, when: { words: [humo] }, then: { notify: operaciones, need: now } }
  - { rule: juez, when: { words: [juez] }, then: { notify: [jurídica, diana] } }
`

export interface Paging extends ClockedRoad {
  mail: MailDrop
  push: PushService
  hooks: HookReceiver
  member: Record<'diana' | 'nora' | 'camilo', string>
  /** A browser of a member's that may be pushed to. */
  browser(memberId: string): Promise<PushedBrowser>
  /** A customer writes, and whom the manual names is called; answers the ticket's id. */
  write(text: string, more?: Record<string, Json>): Promise<string>
  pages(): Promise<{ callee: string; steps: number; exhausted: boolean; ended: boolean; takenBy: string | null }[]>
  /** «who by: state», in the order of the calls. */
  calls(): Promise<string[]>
}

export async function openPaging(overrides: Overrides = {}): Promise<Paging> {
  const [mail, push, hooks] = await Promise.all([openMailDrop(), openPushService(), openHookReceiver()])
  const road = await openClockedRoad([mail.host, push.host, hooks.host], overrides, { PLAZA_SMTP_URL: mail.url })
  const { context, db, workspaceId } = road
  const join = (name: string, address: string, role: Role, locale: string) =>
    insertMember(db, { homeId: workspaceId, userId: address, name, email: `${address}@aeroandes.example`, role, locale })
  const member = {
    diana: await join('Diana Rojas', 'diana', 'agent', 'es'),
    nora: await join('nora cifuentes', 'nora', 'executive', 'it'),
    camilo: await join('Camilo Ortega', 'camilo', 'supervisor', 'en'),
  }
  hooks.secret = 'a secret of the hook'
  await keepPageWebhook(db, workspaceId, { url: hooks.url, secret: context.seal.seal(hooks.secret) })
  await insertManualVersion(db, { workspaceId, memberId: null, text: MANUAL, note: null })
  const x = await upsertAccount(db, { workspaceId, network: 'x', nativeId: '900', handle: 'aeroandes', name: 'Aeroandes', speaks: 'brand', state: 'connected' })
  let said = 0
  return {
    ...road,
    mail,
    push,
    hooks,
    member,
    async browser(memberId) {
      const browser = push.open((await pushKeys(context)).publicKey)
      await keepSubscription(db, { memberId, endpoint: browser.endpoint, keys: context.seal.seal(browser.keys), label: 'A browser' })
      return browser
    },
    async write(text, more = {}) {
      const id = `p${++said}`
      const item = post(id, `caro${said}`, text, 0, { at: context.now().toString(), ...more })
      await ingest(context, batchOfLines({ id: workspaceId, accounts: { x, second: '', mail: '' } }, [item], x))
      const { ticket_id: ticketId } = await db.selectFrom('message').select('ticket_id').where('native_id', '=', id).executeTakeFirstOrThrow()
      const tickets = await findTicketsById(db, workspaceId, [ticketId!])
      await openPages(db, { workspaceId, version: 1, tickets, struck: new Set(), now: context.now() })
      return ticketId!
    },
    async pages() {
      const rows = await db.selectFrom('page').selectAll().where('workspace_id', '=', workspaceId).orderBy('id').execute()
      return rows.map((page) => ({
        callee: page.callee,
        steps: page.steps_made,
        exhausted: page.exhausted_at !== null,
        ended: page.ended_at !== null,
        takenBy: page.taken_by,
      }))
    },
    async calls() {
      const rows = await db
        .selectFrom('page_call')
        .innerJoin('member', 'member.id', 'page_call.member_id')
        .select(['member.name', 'by', 'state', 'code'])
        .orderBy('page_call.id')
        .execute()
      return rows.map(({ name, by, state, code }) => `${name} ${by}: ${[state, code].filter(Boolean).join(' ')}`)
    },
  }
}
