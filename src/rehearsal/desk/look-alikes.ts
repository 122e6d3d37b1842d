import type { z } from 'zod'
import type { LookAlike, LookAlikePage, Register } from '../../http/contract/look-alikes.ts'
import type { DeskLookAlike, DeskPublicRegister, DeskRegistered } from '../story/watched.ts'
import type { Client } from './client.ts'
import type { Memory, TicketName } from './memory.ts'

/** All that may pose as us, settled or not, as the screen lists them. */
export async function readLookAlikes(client: Client): Promise<DeskLookAlike[]> {
  return (await list(client)).map(({ account, official, state, score, evidence, verdict, reported, tickets }) => ({
    handle: account.handle,
    official: { network: official.network as DeskLookAlike['official']['network'], handle: official.handle },
    state,
    score,
    evidence: evidence.map(({ code }) => code),
    ruling: verdict?.ruling ?? null,
    by: verdict?.by?.name ?? null,
    reportedBy: reported?.by?.name ?? null,
    tickets: tickets.map(({ number }) => number),
    warned: tickets.filter(({ warnedAt }) => warnedAt !== null).map(({ number }) => number),
  }))
}

async function list(client: Client): Promise<LookAlike[]> {
  const page = (settled: boolean) => client.ask<z.infer<typeof LookAlikePage>>('GET', `/look-alikes?settled=${settled}`)
  return [...(await page(false)).items, ...(await page(true)).items]
}

export async function readRegister(client: Client): Promise<DeskRegistered[]> {
  const { items } = await client.ask<z.infer<typeof Register>>('GET', '/register')
  return items.map(({ network, handle, speaks, connected }) => ({ network: network as DeskRegistered['network'], handle, speaks, connected }))
}

/** Without a session, as a customer would; empty until it is published. */
export async function readPublicRegister(base: string): Promise<DeskPublicRegister> {
  const [page, file] = await Promise.all(['/official-accounts', '/.well-known/official-accounts.json'].map((path) => fetch(`${base}${path}`)))
  if (!page?.ok || !file?.ok) return { page: '', accounts: [] }
  const { registers } = (await file.json()) as { registers: DeskPublicRegister[] }
  return { page: await page.text(), accounts: registers.flatMap(({ accounts }) => accounts) }
}

export async function publishRegister(client: Client): Promise<null> {
  await client.ask('PUT', '/register', { public: true })
  return null
}

export async function judgeLookAlike(client: Client, handle: string, ruling: string): Promise<null> {
  await client.ask('PUT', `/look-alikes/${await idOf(client, handle)}/verdict`, { ruling })
  return null
}

export async function reportLookAlike(client: Client, handle: string): Promise<null> {
  await client.ask('PUT', `/look-alikes/${await idOf(client, handle)}/report`)
  return null
}

const LONGEST_MS = 60_000

/** Done when the customer has it on their ticket. */
export async function warnOfLookAlike(client: Client, memory: Memory, { handle, ticket }: { handle: string; ticket: TicketName }): Promise<null> {
  const { items } = await client.ask<{ items: { code: string | null }[] }>('POST', `/look-alikes/${await idOf(client, handle)}/warnings`, {
    tickets: [ticket.id],
  })
  const code = items[0]?.code
  if (items.length === 0 || code) throw new Error(`they could not be warned of ${handle}: ${code ?? 'it was not seen there'}`)
  const told = () => [...memory.messages()].some(({ item, ticket: of }) => of.id === ticket.id && item.text.includes(`«${handle}»`))
  await memory.until(told, AbortSignal.timeout(LONGEST_MS))
  return null
}

async function idOf(client: Client, handle: string): Promise<string> {
  const found = (await list(client)).find(({ account }) => account.handle.toLowerCase() === handle.toLowerCase())
  if (!found) throw new Error(`nobody called ${handle} was found to look like ours`)
  return found.id
}
