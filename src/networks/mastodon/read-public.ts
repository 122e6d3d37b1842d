import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import { NetworkFailure, type Line, type PublicAccount, type PublicPage, type PublicPost, type PublicQuestion, type PublicReader } from '../network.ts'
import { type Desk, type NoAnswer, type Question, type Reply, call, deskOf } from './client.ts'
import { failureOf, failureOfSilence } from './failure.ts'
import { handleOf } from './handle.ts'
import { plainText } from './plain-text.ts'
import { account as accountShape, type Status, status as statusShape } from './wire.ts'

/**
 * By the server's search and the account's own statuses. Free; but a server finds only what it has seen, of authors who let themselves be
 * found, and many servers search nothing.
 */
export const publicReader: PublicReader = { reachHours: null, postPrice: null, accountPrice: null, find, search, read }

const profile = accountShape.extend({ note: z.string().default(''), created_at: z.string().nullish() })

const Found = z.object({ accounts: z.array(z.unknown()), statuses: z.array(z.unknown()).default([]) })

/** Known here already, or brought by its own server. */
async function find(line: Line, handle: string): Promise<PublicAccount | null> {
  const acct = handle.replace(/^@/, '')
  const desk = deskOf(line)
  const known = await ask(desk, '/api/v1/accounts/lookup', { acct })
  const account = profile.safeParse(known.json).data
  return known.ok && account ? present(account, line) : bring(desk, line, acct)
}

async function bring(desk: Desk, line: Line, acct: string): Promise<PublicAccount | null> {
  const [account] = await searchAccounts(desk, { q: `@${acct}`, resolve: 'true', limit: 1 })
  return account && whole(account.acct, line).toLowerCase() === whole(acct, line).toLowerCase() ? present(account, line) : null
}

/** Those that our server has seen, which is not all of the network. */
async function search(line: Line, words: string, most: number): Promise<PublicAccount[]> {
  const found = await searchAccounts(deskOf(line), { q: words, limit: Math.min(most, PAGE) })
  return found.map((account) => present(account, line))
}

async function searchAccounts(desk: Desk, query: Question['query']) {
  const reply = await ask(desk, '/api/v2/search', { type: 'accounts', ...query })
  if (!reply.ok) throw failureOf(reply)
  return (Found.safeParse(reply.json).data?.accounts ?? []).flatMap((raw) => profile.safeParse(raw).data ?? [])
}

function present(account: z.infer<typeof profile>, line: Line): PublicAccount {
  const handle = whole(account.acct, line)
  return {
    nativeId: account.url,
    handle,
    name: account.display_name || handle,
    ref: `${String(line.account.settings.server)} ${account.id}`,
    bio: plainText(account.note) || null,
    avatarUrl: account.avatar_static ?? null,
    createdOn: account.created_at?.slice(0, 10) ?? null,
  }
}

function whole(acct: string, { account }: Line): string {
  return handleOf(acct, String(account.settings.domain))
}

/** The server's bound of a page, of either list. */
const PAGE = 40

async function read(line: Line, { of, list, since, cursor, most }: PublicQuestion): Promise<PublicPage> {
  const id = of.ref.slice(of.ref.lastIndexOf(' ') + 1)
  const edge = { limit: Math.min(most, PAGE), ...(cursor === null ? {} : { max_id: cursor }) }
  const reply =
    list === 'named'
      ? await ask(deskOf(line), '/api/v2/search', { q: searchFor(of, since), type: 'statuses', ...edge })
      : await ask(deskOf(line), `/api/v1/accounts/${encodeURIComponent(id)}/statuses`, { exclude_reblogs: 'true', ...edge })
  const raw = reply.ok ? statusesIn(reply.json) : null
  if (raw === null) throw failureOf(reply)
  const all = raw.flatMap((one) => statusShape.safeParse(one).data ?? [])
  // Some servers know no pages and answer the first one again.
  const statuses = cursor !== null && all.some((status) => status.id === cursor) ? [] : all
  const person = list === 'named' ? whoNames(of, id) : whoIsAnswered(id)
  const posts = statuses.filter(isPublic).flatMap((status) => {
    const who = person(status)
    return who === null ? [] : [postOf(status, who)]
  })
  return { posts, read: raw.length, cursor: onwards(statuses, since), rest: restOf(reply) }
}

/** Without a blank a question with an @ is one for accounts alone. The day before, since days are the server's own. */
function searchFor({ handle }: PublicAccount, since: Temporal.Instant): string {
  return `@${handle.split('@')[0]} after:${since.subtract({ hours: 24 }).toString().slice(0, 10)}`
}

function statusesIn(json: Json | undefined): unknown[] | null {
  return Array.isArray(json) ? json : (Found.safeParse(json).data?.statuses ?? null)
}

function isPublic({ visibility, reblog }: Status): boolean {
  return !reblog && (visibility === 'public' || visibility === 'unlisted')
}

/** People are known by the server's own ids, which an answer tells even where it names nobody. */
function whoNames({ nativeId }: PublicAccount, id: string): (status: Status) => string | null {
  return ({ account, mentions }) => (account.id !== id && mentions.some((one) => one.id === id || one.url === nativeId) ? account.id : null)
}

function whoIsAnswered(id: string): (status: Status) => string | null {
  return ({ account, in_reply_to_account_id: answered }) => (account.id === id && answered && answered !== id ? answered : null)
}

function postOf(status: Status, person: string): PublicPost {
  return { nativeId: status.uri, at: Temporal.Instant.from(status.created_at), person, text: plainText(status.content), language: status.language ?? undefined }
}

/** Older pages follow the oldest id of this one; null when all of it lies before what is asked for. */
function onwards(statuses: readonly Status[], since: Temporal.Instant): string | null {
  const isPast = statuses.every(({ created_at }) => Date.parse(created_at) < since.epochMilliseconds)
  return isPast ? null : statuses.at(-1)!.id
}

/** Of the account's 300 calls in five minutes, what listening and sending must find. */
const RESERVED = 150

function restOf({ limit }: Reply): Temporal.Instant | null {
  return limit && limit.remaining < RESERVED ? limit.reset : null
}

async function ask(desk: Desk, path: string, query: Question['query']): Promise<Reply> {
  const reply = await call(desk, 'GET', path, { query }).catch((error: NoAnswer) => {
    throw failureOfSilence(error)
  })
  if (reply.status === 401 || reply.status === 429 || reply.status >= 500) throw failureOf(reply)
  if (reply.status === 403) throw new NetworkFailure({ do: 'reconnect', code: 'scope-missing' }, reply.detail)
  return reply
}
