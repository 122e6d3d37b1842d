import { KEPT_DAYS } from '../../domain/comparison.ts'
import type { Db } from '../../storage/database.ts'
import { followEvents } from '../../storage/follow-events.ts'
import { readPublicMessages, replaceOwnTurns, type OwnTurn, type PublicMessage } from '../../storage/turns.ts'
import type { Reader } from '../../understanding/open-reader.ts'
import { messagesOf } from '../silence/follow-silence.ts'
import { asksOf } from './asks.ts'

/** Follows the events and keeps the turns between people and our accounts by the rule that holds for others too: the same events twice keep the same. */
export function followOwn({ db, reader, now }: { db: Db; reader: Reader; now(): Temporal.Instant }): Promise<void> {
  const since = now().subtract({ hours: KEPT_DAYS * 24 })
  return followEvents(db, 'comparison', async (transaction, events) => {
    const messageIds = [...new Set(events.flatMap(messagesOf))]
    const messages = await readPublicMessages(transaction, messageIds, since)
    await replaceOwnTurns(transaction, messageIds, await turnsOf(reader, messages))
  })
}

async function turnsOf(reader: Reader, messages: readonly PublicMessage[]): Promise<OwnTurn[]> {
  const heard = messages.filter(({ direction }) => direction === 'in')
  const asking = await asksOf(
    reader,
    heard.map(({ text, language }) => ({ text, ...(language === null ? {} : { language }) })),
  )
  const asks = new Set(heard.filter((_, n) => asking[n]).map(({ id }) => id))
  return messages.flatMap((message) => {
    const { id: messageId, identityId, at, direction } = message
    if (direction === 'in' && !asks.has(messageId)) return []
    const accounts = direction === 'out' ? message.accounts : message.accounts.filter(({ handle }) => isNamed(message, handle))
    return accounts.map(({ id: accountId }) => ({ messageId, accountId, identityId, at: at.toString(), asks: direction === 'in' }))
  })
}

/**
 * Whether a search for the account's name would find it, as it finds others. On X and Mastodon an answer names whom it answers; on Bluesky
 * it reaches us without our name, and of others we could not see that one.
 */
function isNamed({ network, text }: PublicMessage, handle: string): boolean {
  return network !== 'bluesky' || text.toLowerCase().includes(`@${handle.toLowerCase()}`)
}
