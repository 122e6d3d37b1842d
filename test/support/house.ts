import type { Overrides } from '../../src/context.ts'
import type { Role } from '../../src/domain/permission.ts'
import type { Json } from '../../src/domain/network-name.ts'
import type { Me } from '../../src/http/contract/workspace.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { upsertAccount } from '../../src/storage/account-writes.ts'
import type { Db } from '../../src/storage/database.ts'
import { insertMember } from '../../src/storage/members.ts'
import { insertUser } from '../../src/storage/sign-in.ts'
import { insertWorkspace } from '../../src/storage/workspaces.ts'
import { openSignIn } from '../../src/http/sign-in.ts'
import { nothingHeld } from './caught-up.ts'
import { Browser, found } from './http.ts'
import { openTestServer, type TestServer } from './server.ts'
import { batchOfLines, ingestNeeds } from './workspace.ts'

export interface House extends TestServer {
  /** The real workspace, with one connected account on X. */
  id: string
  accountId: string
  /** A signed-in browser and the member's id, for each role. */
  people: Record<Role, { browser: Browser; id: string }>
  /** Takes lines of the exchange format in, as heard on the account; what it tells can be read by then. */
  hear(...items: Json[]): Promise<void>
}

const OTHER_ROLES = ['supervisor', 'agent', 'executive', 'observer'] as const

/** A founded house with somebody of every role, who all came in through the front door. */
export async function openHouse(settings: Record<string, string> = {}, overrides: Overrides = {}): Promise<House> {
  const server = await openTestServer(overrides, settings)
  const { browser, me } = await found(server.base)
  const id = me.workspaces.find(({ rehearsal }) => !rehearsal)!.id
  const accountId = await account(server.db, id)
  const people = { owner: { browser, id: me.member.id } } as House['people']
  for (const role of OTHER_ROLES) people[role] = await join(server.base, browser, role)
  return { ...server, id, accountId, people, hear: await ear(server.db, id, accountId) }
}

async function join(base: string, owner: Browser, role: Role): Promise<{ browser: Browser; id: string }> {
  const { link } = await owner.must<{ link: string }>('POST', '/invitations', { email: `${role}@aeroandes.example`, role })
  const browser = new Browser(base)
  const token = link.slice(link.lastIndexOf('/') + 1)
  const me = await browser.must<Me>('POST', `/invitations/${token}/acceptance`, { name: `The ${role}`, password: 'a long enough secret', locale: 'en' })
  return { browser, id: me.member.id }
}

/** Another company on the same server: its owner, signed in. */
export async function openStranger({ base, db, context }: TestServer): Promise<Pick<House, 'id' | 'accountId' | 'hear'> & { browser: Browser }> {
  const id = await insertWorkspace(db, { name: 'Otra', timeZone: 'UTC', locale: 'es', rehearsalOf: null })
  const credentials = { email: 'owner@otra.example', password: 'another long secret' }
  const passwordHash = await openSignIn({ db, baseUrl: base, secret: context.seal.keyFor('sign-in') }).hashPassword(credentials.password)
  const userId = await insertUser(db, { name: 'Stranger', email: credentials.email, passwordHash })
  await insertMember(db, { homeId: id, userId, name: 'Stranger', email: credentials.email, locale: 'es', role: 'owner' })
  const browser = new Browser(base)
  await browser.must('POST', '/api/auth/sign-in/email', credentials)
  const accountId = await account(db, id)
  return { browser, id, accountId, hear: await ear(db, id, accountId) }
}

async function ear(db: Db, id: string, accountId: string): Promise<House['hear']> {
  const needs = await ingestNeeds(db)
  return async (...items) => {
    await ingest(needs, batchOfLines({ id, accounts: { x: accountId, second: '', mail: '' } }, items, accountId))
    await nothingHeld(db)
  }
}

function account(db: Db, workspaceId: string): Promise<string> {
  return upsertAccount(db, { workspaceId, network: 'x', nativeId: '900', handle: 'aeroandes', name: 'Aeroandes', speaks: 'brand', state: 'connected' })
}
