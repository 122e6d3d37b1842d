import { z } from 'zod'
import { TicketComplaints } from './complaints.ts'
import { TicketIncident } from './incidents.ts'
import { LookAlikes } from './look-alikes.ts'
import { TicketClocks } from './promises.ts'
import { TicketStorm } from './storms.ts'

export const Beside = z.object({ clocks: TicketClocks, complaints: TicketComplaints, incident: TicketIncident, lookAlikes: LookAlikes, storm: TicketStorm })
export type Beside = z.infer<typeof Beside>
