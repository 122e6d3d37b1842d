import type { z } from 'zod'
import { listAccounts as readAccounts, readAccount, type ShownAccount } from '../storage/accounts.ts'
import type { Caller } from './caller.ts'
import type { ById, Done } from './contract/common.ts'
import type { AccountPatch, AccountSchema, Accounts, ConnectBody, DeclareBody, Networks, ReconnectBody } from './contract/workspace.ts'
import type { Actor, HttpNeeds, NetworkFace } from './needs.ts'
import type { Ask } from './route.ts'

type OnAccount = Ask<{ params: typeof ById }>

export async function listNetworks(_ask: Ask, { networks }: HttpNeeds): Promise<z.infer<typeof Networks>> {
  return { items: [...networks.values()].map(presentNetwork) }
}

export async function listAccounts({ caller }: Ask, { db }: HttpNeeds): Promise<z.infer<typeof Accounts>> {
  return { items: (await readAccounts(db, caller.workspace.id)).map((account) => presentAccount(account, caller)) }
}

export async function connectAccount(ask: Ask<{ body: typeof ConnectBody }>, needs: HttpNeeds): Promise<AccountSchema> {
  return shown(ask, needs, await needs.accounts.connect(actorOf(ask), ask.body))
}

export async function declareAccount(ask: Ask<{ body: typeof DeclareBody }>, needs: HttpNeeds): Promise<AccountSchema> {
  return shown(ask, needs, await needs.accounts.declare(actorOf(ask), ask.body))
}

export async function reconnectAccount(ask: Ask<{ params: typeof ById; body: typeof ReconnectBody }>, needs: HttpNeeds): Promise<AccountSchema> {
  return shown(ask, needs, await needs.accounts.reconnect(actorOf(ask), await own(ask, needs), ask.body.fields))
}

export async function testAccount(ask: OnAccount, needs: HttpNeeds): Promise<AccountSchema> {
  return shown(ask, needs, await needs.accounts.test(actorOf(ask), await own(ask, needs)))
}

export async function changeAccount(ask: Ask<{ params: typeof ById; body: typeof AccountPatch }>, needs: HttpNeeds): Promise<AccountSchema> {
  const id = await own(ask, needs)
  if (ask.body.paused !== undefined) await needs.accounts.pause(actorOf(ask), id, ask.body.paused)
  return shown(ask, needs, id)
}

export async function removeAccount(ask: OnAccount, needs: HttpNeeds): Promise<z.infer<typeof Done>> {
  await needs.accounts.remove(actorOf(ask), await own(ask, needs))
  return { ok: true }
}

function actorOf({ caller }: Pick<Ask, 'caller'>): Actor {
  return { workspaceId: caller.workspace.id, memberId: caller.member.id }
}

/** The id of an account of this workspace; another one's is not there. */
async function own({ caller, params }: OnAccount, { db }: HttpNeeds): Promise<string> {
  return (await readAccount(db, caller.workspace.id, params.id)).id
}

async function shown({ caller }: Pick<Ask, 'caller'>, { db }: HttpNeeds, id: string): Promise<AccountSchema> {
  return presentAccount(await readAccount(db, caller.workspace.id, id), caller)
}

/** The raw words of a server, which may say more of the house’s machines than everybody needs, are for who can mend the account. */
function presentAccount(account: ShownAccount, caller: Caller): AccountSchema {
  return {
    id: account.id,
    network: account.network,
    handle: account.handle,
    name: account.name,
    brand: account.brand,
    speaks: account.speaks,
    state: account.state,
    health: {
      code: account.failureCode,
      detail: caller.abilities.has('account.manage') ? account.failureDetail : null,
      lastHeardAt: account.lastHeardAt?.toString() ?? null,
      lastEventAt: account.lastEventAt?.toString() ?? null,
      gapSince: account.gapSince?.toString() ?? null,
      retryAt: account.retryAt?.toString() ?? null,
      tokenExpiresAt: account.tokenExpiresAt?.toString() ?? null,
    },
    abilities: account.abilities.map(({ code, ok }) => ({ code, ok })),
  }
}

function presentNetwork({ name, capabilities, guide }: NetworkFace): z.infer<typeof Networks>['items'][number] {
  return { network: name, label: capabilities.label, guide: { steps: guide.steps, fields: guide.fields, url: guide.url }, capabilities: { ...capabilities } }
}
