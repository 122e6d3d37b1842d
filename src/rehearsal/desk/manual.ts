import type { z } from 'zod'
import type { AuditSchema } from '../../http/contract/audit.ts'
import type { ManualChecked, ManualPublished, ManualSimulated, ManualState, Scripts } from '../../http/contract/manual.ts'
import type { PromiseReceipts } from '../../http/contract/promises.ts'
import type { Ticket } from '../../http/contract/tickets.ts'
import type { DeskAudit, DeskManual, DeskPromise, DeskSimulation } from '../story/world.ts'
import type { Client } from './client.ts'

/** Puts a manual in force. Throws with every error that a check finds, by line of the manual. */
export async function publishManual(owner: Client, text: string): Promise<void> {
  const errors = (await check(owner, text)).filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Error(`the story's manual: ${errors.map(({ line, code }) => `line ${line}: ${code}`).join('; ')}`)
  const { inForce } = await owner.ask<ManualState>('GET', '/manual')
  if (inForce?.text !== text) await owner.ask<z.infer<typeof ManualPublished>>('POST', '/manual/publish', { text, over: inForce?.number ?? null })
}

export async function readManual(owner: Client): Promise<DeskManual | null> {
  const { inForce } = await owner.ask<ManualState>('GET', '/manual')
  return inForce && { version: inForce.number, findings: (await check(owner, inForce.text)).map(({ code }) => code) }
}

const SIMULATED_DAYS = 30

export async function simulateManual(owner: Client): Promise<DeskSimulation> {
  const { inForce } = await owner.ask<ManualState>('GET', '/manual')
  if (!inForce) throw new Error('there is no manual to try')
  const { messages, changed } = await owner.ask<ManualSimulated>('POST', '/manual/simulate', { text: inForce.text, days: SIMULATED_DAYS, after: null })
  return { messages, changed }
}

export async function proveAudit(owner: Client): Promise<DeskAudit> {
  const { run } = await owner.ask<z.infer<typeof AuditSchema>>('POST', '/audit')
  return { messages: run?.messages ?? 0, violations: run?.violations ?? 0 }
}

async function check(owner: Client, text: string): Promise<ManualChecked['findings']> {
  return (await owner.ask<ManualChecked>('POST', '/manual/check', { text })).findings
}

export async function readPromises(owner: Client): Promise<DeskPromise[]> {
  const { items } = await owner.ask<PromiseReceipts>('GET', '/promises')
  return items.map(({ account: { network, handle }, promise, times }) => {
    const today = times.find(({ time }) => time === 'first-answer')?.today
    return { network, handle, role: promise?.role ?? null, bio: promise?.bio ?? null, promised: today?.promised ?? 0, kept: today?.kept ?? 0 }
  })
}

/** As for an answer to where they wrote last, from the account that Plaza would choose. */
export async function readScripts(owner: Client, ticketId: string): Promise<{ name: string; proposed: boolean }[]> {
  const { network, replyOptions } = await owner.ask<Ticket>('GET', `/tickets/${ticketId}`)
  const option = replyOptions.find((one) => one.network === network) ?? replyOptions[0]
  if (!option) return []
  const { items } = await owner.ask<Scripts>(
    'GET',
    `/tickets/${ticketId}/scripts?${new URLSearchParams({ network: option.network, visibility: option.visibility, handle: option.account.handle })}`,
  )
  return items.map(({ name, proposed }) => ({ name, proposed }))
}
