import type { Json } from '../../domain/network-name.ts'
import type { Outgoing, Trace } from '../../domain/outgoing.ts'
import type { Line, OfficialAccount } from '../network.ts'
import { type Addressed, address } from './address.ts'
import { type Desk, NoAnswer, type Reply, call, deskOf } from './client.ts'
import { localId } from './local-id.ts'
import { plainText } from './plain-text.ts'
import { type Sent, sentOf } from './sent.ts'
import { context, type Status, status as statusShape } from './wire.ts'

/** Did it reach the network? Looks under the message it answers, and where that is gone or there is none, among our own. */
export async function findSent(line: Line, out: Outgoing): Promise<Trace> {
  const message = address(out, line.account)
  if ('refused' in message) return { kind: 'not-sent' }
  const search = { desk: deskOf(line), us: line.account, out, message }
  try {
    const parent = await localId(search.desk, out.target, message.answers)
    let trace = parent === 'gone' ? { kind: 'gone' as const } : await lookFor({ ...search, parent })
    if (trace.kind === 'gone') trace = await lookFor({ ...search, parent: null })
    return trace.kind === 'sent' || trace.kind === 'not-sent' ? trace : { kind: 'unknown' }
  } catch (error) {
    if (error instanceof NoAnswer) return { kind: 'unknown' }
    throw error
  }
}

export interface Search {
  desk: Desk
  us: OfficialAccount
  out: Outgoing
  message: Addressed
  /** Local id of what is answered. */
  parent: string | null
}

export type Look = Sent | { kind: 'not-sent' } | { kind: 'gone' } | { kind: 'failed'; reply: Reply }

/** `gone` where the message being answered is. Throws `NoAnswer`. */
export async function lookFor(search: Search): Promise<Look> {
  const { desk, us, parent } = search
  const reply = parent
    ? await call(desk, 'GET', `/api/v1/statuses/${encodeURIComponent(parent)}/context`)
    : await call(desk, 'GET', `/api/v1/accounts/${us.settings.accountId}/statuses`, { query: { limit: 40, exclude_reblogs: 'true' } })
  if (parent && (reply.status === 404 || reply.status === 410)) return { kind: 'gone' }
  const said = reply.ok ? statusesIn(reply.json) : null
  if (!said) return { kind: 'failed', reply }
  const earliest = earliestOf(search.out.since, reply.date)
  const ours = said.find((one) => one.account.id === us.settings.accountId && Date.parse(one.created_at) >= earliest && isSame(one, search))
  return ours ? sentOf(ours, us) : { kind: 'not-sent' }
}

/** A context lists what came under a message; a profile lists what its owner said, newest first. */
function statusesIn(json: Json | undefined): Status[] | null {
  const list = Array.isArray(json) ? json : context.safeParse(json).data?.descendants
  return list?.flatMap((raw) => statusShape.safeParse(raw).data ?? []) ?? null
}

/**
 * The first instant, by the server's clock, at which it may have been said. A Date header has whole seconds, so a
 * smaller difference of clocks can't be told from none; some servers keep whole seconds too.
 */
function earliestOf(since: Temporal.Instant, serverNow: Temporal.Instant | null): number {
  const ahead = serverNow ? serverNow.epochMilliseconds - Date.now() : 0
  const skew = Math.abs(ahead) > 2_000 ? ahead : 0
  return Math.floor((since.epochMilliseconds + skew - TOLERANCE_MS) / 1_000) * 1_000
}

const TOLERANCE_MS = 1_000

function isSame(said: Status, { message, out, parent }: Search): boolean {
  const here = parent === null || said.in_reply_to_id === parent
  const asPrivate = (said.visibility === 'direct' || said.visibility === 'private') === (message.visibility === 'direct')
  const asMany = said.media_attachments.length === out.media.length
  return here && asPrivate && asMany && wordsOf(plainText(said.content)) === wordsOf(message.text)
}

/** What no server changes: it drops marks of style, writes mentions longer or shorter, and spaces as it likes. */
function wordsOf(text: string): string {
  return text
    .normalize('NFC')
    .replace(/(@[\w.-]+)@[\w.:-]+/g, '$1')
    .replace(/[\s*_~`>#-]/g, '')
}
