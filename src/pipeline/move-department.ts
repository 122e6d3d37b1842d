import type { Db } from '../storage/database.ts'
import { workTicket, type DeskWork } from './work-ticket.ts'

/** Moves a ticket to a department, or out of any. */
export async function moveDepartment(db: Db, work: DeskWork & { department: string | null }): Promise<void> {
  const department = work.department === '' ? null : work.department
  await workTicket(db, work, (ticket) =>
    ticket.department === department ? null : { change: { department }, event: 'moved', facts: { to: department, from: ticket.department } },
  )
}
