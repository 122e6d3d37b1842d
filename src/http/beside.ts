import { listTicketComplaints } from './complaints.ts'
import type { Beside } from './contract/beside.ts'
import type { ById } from './contract/common.ts'
import { readTicketIncident } from './incidents.ts'
import { listTicketLookAlikes } from './look-alikes.ts'
import type { HttpNeeds } from './needs.ts'
import { readClocks } from './promises.ts'
import type { Ask } from './route.ts'
import { readTicketStorm } from './storms.ts'

/** All that stands beside a conversation, which each part also tells by itself: whoever opens a ticket asks once. */
export async function readBeside(ask: Ask<{ params: typeof ById }>, needs: HttpNeeds): Promise<Beside> {
  const [clocks, complaints, incident, lookAlikes, storm] = await Promise.all([
    readClocks(ask, needs),
    listTicketComplaints(ask, needs),
    readTicketIncident(ask, needs),
    listTicketLookAlikes(ask, needs),
    readTicketStorm(ask, needs),
  ])
  return { clocks, complaints, incident, lookAlikes, storm }
}
