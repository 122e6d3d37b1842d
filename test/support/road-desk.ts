import type { Visibility } from '../../src/domain/network-name.ts'
import type { Reply } from '../../src/pipeline/queue-reply.ts'
import type { Said, SimulatedNetwork } from '../../src/rehearsal/simulated-network.ts'
import { saidByUs, type Road } from './road-out.ts'

export type To = Pick<Reply, 'ticketId' | 'accountId' | 'answers' | 'visibility'>

/** Who stands between people who ask and the road out, and looks at both. */
export interface Desk {
  us: { workspaceId: string; memberId: string }
  /** Somebody new, or one of those before, says something to us, of their own or in reply; answers what a reply needs. */
  ask(how?: { who?: string; visibility?: Visibility; text?: string; replyTo?: string }): Promise<To>
  /** `state`, or `state code`, of each. */
  states(ids: readonly string[]): Promise<string[]>
  ticket(id: string): Promise<{ state: string; unanswered: number; sending: string | null }>
  /** What stands on the network of ours with these words. */
  ours(text: string): Promise<Said[]>
  account(): Promise<{ state: string; failure_code: string | null }>
}

export function openDesk(road: Road, world: SimulatedNetwork, accountId: string): Desk {
  const { db, workspaceId, memberId } = road
  let asked = 0
  const named = world.name === 'bluesky' ? '@aeroandes.test' : '@aeroandes'
  return {
    us: { workspaceId, memberId },
    async ask({ who = `cliente${asked + 1}`, visibility = world.name === 'email' ? 'private' : 'public', text = `pregunta ${asked + 1}`, replyTo } = {}) {
      asked += 1
      await world.openPerson({ handle: who, name: who })
      await world.say({
        who,
        visibility,
        to: ['aeroandes'],
        subject: 'Vuelo',
        text: visibility === 'public' ? `${named} ${text}` : text,
        ...(replyTo && { replyTo }),
      })
      await road.hear(accountId, asked)
      const newest = db.selectFrom('message').select(['id', 'ticket_id']).where('workspace_id', '=', workspaceId).where('direction', '=', 'in')
      const { id, ticket_id } = await newest.orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
      return { ticketId: ticket_id!, accountId, answers: id, visibility }
    },
    states: async (ids) => (await road.deliveries()).filter(({ id }) => ids.includes(id)).map(({ state, code }) => (code ? `${state} ${code}` : state)),
    ticket: (id) => db.selectFrom('ticket').select(['state', 'unanswered', 'sending']).where('id', '=', id).executeTakeFirstOrThrow(),
    ours: async (text) => (await saidByUs(world)).filter((said) => said.text.includes(text)),
    account: () => db.selectFrom('account').select(['state', 'failure_code']).where('id', '=', accountId).executeTakeFirstOrThrow(),
  }
}
