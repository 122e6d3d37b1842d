import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { MessageItem, ReplyBody, ReplyOption, ReplyQueued, Ticket } from '../../http/contract/tickets.ts'
import type { Accounts } from '../../http/contract/workspace.ts'
import type { DeskReply } from '../story/world.ts'
import type { Client } from './client.ts'

type Option = z.infer<typeof ReplyOption>

/** Queues a reply as the composer would, with the offer that fits it best; whether it may go out, Plaza says. */
export async function queueReply(client: Client, ticketId: string, answered: MessageItem, reply: DeskReply): Promise<MessageItem[]> {
  const { replyOptions } = await client.ask<Ticket>('GET', `/tickets/${ticketId}`)
  const option = fitting(replyOptions, answered, reply)
  const body: z.infer<typeof ReplyBody> = {
    draft: randomUUID(),
    visibility: reply.visibility,
    accountId: option?.account.id ?? (await speaker(client, reply, answered)),
    threadId: reply.visibility === answered.visibility ? answered.threadId : null,
    answers: answered.id,
    parts: [reply.text],
    ...(reply.subject === undefined ? {} : { subject: reply.subject }),
    media: [],
    resolve: false,
    askApproval: false,
  }
  return (await client.ask<z.infer<typeof ReplyQueued>>('POST', `/tickets/${ticketId}/replies`, body)).messages
}

/** The same place before another one, the same visibility before the other: the first that is offered. */
function fitting(options: readonly Option[], answered: MessageItem, { visibility, from }: DeskReply): Option | undefined {
  const possible = options.filter((option) => option.network === answered.network && (from === undefined || isSame(option.account.handle, from.handle)))
  const alike = possible.filter((option) => option.visibility === visibility)
  return alike.find((option) => option.threadId === answered.threadId) ?? alike[0] ?? possible[0]
}

/** An account that the composer does not offer here: the one that the story names, or who was spoken to. */
async function speaker(client: Client, { from }: DeskReply, answered: MessageItem): Promise<string> {
  const { items } = await client.ask<z.infer<typeof Accounts>>('GET', '/accounts')
  const named = items.find((account) => from && account.network === from.network && isSame(account.handle, from.handle))
  const id = from === undefined ? answered.account?.id : named?.id
  if (id === undefined) throw new Error(`no account of ours can answer on ${answered.network}`)
  return id
}

/** A Mastodon handle is written with or without its own server. */
function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((handle) => handle.toLowerCase().replace(/^@/, ''))
  return left === right || left?.split('@')[0] === right || left === right?.split('@')[0]
}
