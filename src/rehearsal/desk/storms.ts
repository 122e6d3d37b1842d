import type { z } from 'zod'
import type { StormRoom, Storms } from '../../http/contract/storms.ts'
import type { DeskStorm } from '../story/watched.ts'
import type { Client } from './client.ts'

/** Every storm as its room shows it, the open ones first. */
export async function readStorms(owner: Client): Promise<DeskStorm[]> {
  const { items } = await owner.ask<z.infer<typeof Storms>>('GET', '/storms')
  return Promise.all(items.map(({ id }) => readStorm(owner, id)))
}

async function readStorm(owner: Client, id: string): Promise<DeskStorm> {
  const { storm, alarm, heard, said, affected, report, entries } = await owner.ask<StormRoom>('GET', `/storms/${id}`)
  return {
    state: storm.closedAt === null ? 'open' : 'closed',
    alarmed: alarm !== null,
    words: said.map(({ word }) => word),
    messages: heard.messages,
    newComplaints: heard.newComplaints,
    repeats: heard.reposts + heard.copies + heard.again,
    voices: [...new Set(said.flatMap(({ voices }) => voices.map(({ number }) => number)))],
    waiting: affected.waiting,
    log: entries.map(({ text }) => text),
    agentMinutes: report.agentMinutes,
    added: report.others.added,
    others: report.others.tickets,
  }
}
