import type { z } from 'zod'
import type { NetworkName } from '../../domain/network-name.ts'
import type { ConsultationItem } from '../../http/contract/consultations.ts'
import type { MessageItem, NoteItem, TicketRow } from '../../http/contract/tickets.ts'
import type { Answer, Desk, MessageName } from '../story/world.ts'
import { openAccounts } from './accounts.ts'
import { Refused, type Client } from './client.ts'
import { followLive } from './follow-live.ts'
import { compareWith, readComparison } from './comparison.ts'
import { informAll, readIncidents } from './incidents.ts'
import { judgeLookAlike, readLookAlikes, publishRegister, readPublicRegister, readRegister, reportLookAlike, warnOfLookAlike } from './look-alikes.ts'
import { writeReason } from './leaving.ts'
import { proveAudit, publishManual, readManual, readPromises, readScripts, simulateManual } from './manual.ts'
import { openMemory, type Known, type Memory, type TicketName } from './memory.ts'
import { listTickets, openQuestion, readMessages, readTicket, searchTickets, toDeskMessage, type Reading } from './read-ticket.ts'
import { queueReply } from './reply.ts'
import { isSettled } from './settled.ts'
import { readPresence, readSayings } from './watch.ts'
import { readStorms } from './storms.ts'
import { openStaff, type Staff } from './staff.ts'

/** A desk that speaks Plaza's HTTP API and follows its live stream, as any client would. */
export interface ApiDesk extends Desk {
  /** Gives accounts that lost their access their credentials anew, as an operator would. */
  reconnect(network: NetworkName): Promise<void>
  /** How a person gets in to look. */
  signIn(): { email: string; password: string }
  /** Stops following. */
  close(): Promise<void>
}

/** Opens a desk at the Plaza that serves at `base`. `broken`: the networks where the story has something go wrong just now. */
export function openDesk(base: string, broken: ReadonlySet<NetworkName>): ApiDesk {
  const staff = openStaff(base)
  const memory = openMemory()
  const accounts = openAccounts(staff)
  let live: { close(): Promise<void> } | null = null
  const reading = (): Reading => ({ client: staff.owner(), memory, staff })

  return {
    ...acts(staff, memory),
    connect: accounts.connect,
    declare: accounts.declare,
    reconnect: accounts.reconnect,
    employ: staff.employ,
    publishManual: (text) => publishManual(staff.owner(), text),
    manual: () => readManual(staff.owner()),
    simulate: () => simulateManual(staff.owner()),
    audit: () => proveAudit(staff.owner()),
    promises: () => readPromises(staff.owner()),
    incidents: () => readIncidents(staff.owner()),
    lookAlikes: () => readLookAlikes(staff.owner()),
    register: () => readRegister(staff.owner()),
    publicRegister: () => readPublicRegister(base),
    comparison: () => readComparison(staff.owner()),
    storms: () => readStorms(staff.owner()),
    presence: () => readPresence(staff),
    sayings: () => readSayings(staff.owner()),
    scripts: (number) => readScripts(staff.owner(), ticketCalled(memory, number).id),
    async openBrand(brand) {
      await staff.found(brand)
      live ??= await followLive(staff.owner(), (event) => (event.kind === 'reload' ? void loadAnew(reading()) : memory.tell(event)))
    },
    async tickets({ state }) {
      const tickets = await Promise.all((await listTickets(reading())).map((row) => readTicket(reading(), row)))
      return state === undefined ? tickets : tickets.filter((ticket) => ticket.state === state)
    },
    ticketOf: async (name) => memory.message(name)?.ticket.number ?? null,
    timeline: (number) => readMessages(reading(), ticketCalled(memory, number)),
    message: async (id) => {
      const known = memory.message({ id })
      return known ? toDeskMessage(reading(), known.item) : null
    },
    search: (words) => searchTickets(reading(), words),
    settled: (heard, signal) => memory.until(() => isSettled(memory, heard, broken), signal),
    signIn: staff.signIn,
    close: async () => live?.close(),
  }
}

type Acts = Pick<
  Desk,
  | 'open'
  | 'assign'
  | 'reply'
  | 'note'
  | 'consult'
  | 'advise'
  | 'inform'
  | 'judge'
  | 'report'
  | 'warn'
  | 'publishRegister'
  | 'compare'
  | 'call'
  | 'label'
  | 'snooze'
  | 'resolve'
  | 'leave'
>

/** What agents do, each in their own session. */
function acts(staff: Staff, memory: Memory): Acts {
  /** Does it as the agent on the ticket; what Plaza refuses is an answer, what fails is thrown. */
  const act = (agent: string, number: number, work: (client: Client, ticket: TicketName) => Promise<{ id: string } | null>): Promise<Answer> =>
    does(() => work(staff.agent(agent), ticketCalled(memory, number)))
  const does = async (work: () => Promise<{ id: string } | null>): Promise<Answer> => {
    try {
      return { kind: 'done', id: (await work())?.id ?? null }
    } catch (error) {
      if (error instanceof Refused) return { kind: 'refused', code: error.code }
      throw error
    }
  }
  const put = async (client: Client, path: string, body?: unknown) => {
    await client.ask('PUT', path, body)
    return null
  }

  return {
    open: (agent, number) =>
      act(agent, number, async (client, { id }) => {
        await client.ask('GET', `/tickets/${id}`)
        return put(client, `/tickets/${id}/presence`, { doing: 'viewing' })
      }),
    assign: (agent, number, to) => act(agent, number, (client, { id }) => put(client, `/tickets/${id}/assignment`, { memberId: staff.memberId(to) })),
    reply: (agent, number, reply) =>
      act(agent, number, async (client, ticket) => {
        const queued = await queueReply(client, ticket.id, messageCalled(memory, reply.to).item, reply)
        memory.keep(ticket, queued)
        return queued[0] ?? null
      }),
    note: (agent, number, text) => act(agent, number, (client, { id }) => client.ask<z.infer<typeof NoteItem>>('POST', `/tickets/${id}/notes`, { text })),
    consult: (agent, number, { of, question }) =>
      act(agent, number, (client, { id }) => client.ask<ConsultationItem>('POST', `/tickets/${id}/consultations`, { ask: { callee: of }, question })),
    advise: (agent, number, answer) =>
      act(agent, number, async (client, ticket) => {
        const asked = await openQuestion(client, ticket)
        return client.ask<ConsultationItem>('POST', `/consultations/${asked}/answer`, { answer })
      }),
    inform: (agent, number, update) =>
      act(agent, number, async (client, ticket) => {
        await informAll(client, memory, ticket, update)
        return null
      }),
    judge: (agent, handle, ruling) => does(() => judgeLookAlike(staff.agent(agent), handle, ruling)),
    report: (agent, handle) => does(() => reportLookAlike(staff.agent(agent), handle)),
    publishRegister: (agent) => does(() => publishRegister(staff.agent(agent))),
    compare: (agent, other) => does(() => compareWith(staff.agent(agent), other)),
    warn: (agent, handle, number) => act(agent, number, (client, ticket) => warnOfLookAlike(client, memory, { handle, ticket })),
    call: (agent, number, { at, minutes, direction, outcome }) =>
      act(agent, number, (client, { id }) =>
        client.ask<MessageItem>('POST', `/tickets/${id}/calls`, { at: at.toString(), minutes, direction, outcome: 'spoke', text: outcome }),
      ),
    label: (agent, number, { add, remove }) =>
      act(agent, number, async (client, { id }) => {
        const { labels } = await client.ask<TicketRow>('GET', `/tickets/${id}`)
        return put(client, `/tickets/${id}/labels`, { labels: [...new Set([...labels, ...add])].filter((label) => !remove.includes(label)) })
      }),
    snooze: (agent, number, until) => act(agent, number, (client, { id }) => put(client, `/tickets/${id}/snooze`, { until: until.toString() })),
    resolve: (agent, number) => act(agent, number, (client, { id }) => put(client, `/tickets/${id}/resolution`)),
    leave: (agent, number, why) => act(agent, number, (client, { id }) => put(client, `/tickets/${id}/leaving`, { reason: writeReason(why) })),
  }
}

/** Plaza no longer knows what we missed: everything is read again. */
async function loadAnew(reading: Reading): Promise<void> {
  for (const row of await listTickets(reading)) await readMessages(reading, row)
}

function ticketCalled(memory: Memory, number: number): TicketName {
  const ticket = memory.ticket(number)
  if (!ticket) throw new Error(`the desk was never told of ticket #${number}`)
  return ticket
}

function messageCalled(memory: Memory, name: MessageName): Known {
  const known = memory.message(name)
  if (!known) throw new Error('the desk was never told of that message')
  return known
}
