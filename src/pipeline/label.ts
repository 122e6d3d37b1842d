import type { Db } from '../storage/database.ts'
import { workTicket, type DeskWork } from './work-ticket.ts'

/** Sets all labels of a ticket at once; what is told is what came and what went. */
export async function label(db: Db, work: DeskWork & { labels: readonly string[] }): Promise<void> {
  const labels = [...new Set(work.labels)].sort((a, b) => a.localeCompare(b))
  await workTicket(db, work, (ticket) => {
    const added = labels.filter((word) => !ticket.labels.includes(word))
    const removed = ticket.labels.filter((word) => !labels.includes(word))
    return added.length + removed.length === 0 ? null : { change: { labels }, event: 'labelled', facts: { added, removed } }
  })
}
