import type { Meaning } from '../domain/meaning.ts'
import type { Db } from '../storage/database.ts'
import { addPraiseJob } from '../storage/jobs.ts'
import type { InForce } from './manual-in-force.ts'
import { praises } from './plan-aftercare.ts'

/** Praise read back when an account is connected is thanked for by nobody of today. */
const STALE = { hours: 24 }

/** What a batch came to, as far as it matters here. */
interface TakenIn<Message> {
  workspaceId: string
  placed: readonly { message: Message; ticket: { id: string } | null }[]
  meaningOf: ReadonlyMap<Message, Meaning>
}

/** Asks for the job that follows up praise, for each word of a batch that praises us, where the manual says what then follows. */
export async function askToThank<Message extends { id: string; post: { at: Temporal.Instant; automatic?: string | null } }>(
  db: Db,
  { workspaceId, placed, meaningOf }: TakenIn<Message>,
  { inForce, now }: { inForce: InForce; now: Temporal.Instant },
): Promise<void> {
  if (!inForce.manual.document.after.praise) return
  for (const { message, ticket } of placed) {
    const meaning = meaningOf.get(message)
    const isFresh = Temporal.Instant.compare(message.post.at.add(STALE), now) > 0
    if (!ticket || !meaning || !isFresh || message.post.automatic || !praises(meaning)) continue
    await addPraiseJob(db, { workspaceId, ticketId: ticket.id, messageId: message.id })
  }
}
