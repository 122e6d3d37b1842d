import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { AcceptanceBody, FirstRunState, InvitationMade, Me } from '../../http/contract/workspace.ts'
import type { StoryAgent } from '../story/story.ts'
import { openClient, type Client } from './client.ts'

/** Who works at the desk, each with a session of their own. */
export interface Staff {
  /** Founds the house and signs its owner in; all that follows happens in its rehearsal workspace. */
  found(brand: { name: string; timeZone: string; language: string }): Promise<void>
  /** Invites an agent and accepts in their name. Idempotent. */
  employ(agent: StoryAgent): Promise<void>
  owner(): Client
  /** The owner's credentials. */
  signIn(): { email: string; password: string }
  agent(id: string): Client
  memberId(agent: string): string
  /** The agent's id in the story; null for somebody who is not in it. */
  agentOf(memberId: string | undefined): string | null
}

interface Employee {
  client: Client
  memberId: string
}

type Locale = z.infer<typeof AcceptanceBody>['locale']
const LOCALES: readonly string[] = ['es', 'it', 'pt', 'en'] satisfies Locale[]

export function openStaff(base: string): Staff {
  const employees = new Map<string, Employee>()
  const signIn = { email: 'owner@rehearsal.example', password: randomUUID() }
  let founded: { client: Client; rehearsal: string; locale: Locale } | null = null

  const house = () => founded ?? missing('the house was not founded')
  const employee = (id: string) => employees.get(id) ?? missing(`nobody here is called «${id}»`)

  return {
    async found({ name, timeZone, language }) {
      if (founded) return
      const client = openClient(base)
      const { needed } = await client.ask<z.infer<typeof FirstRunState>>('GET', '/first-run')
      if (!needed) throw new Error('this Plaza has its owner already; a story is played in one of its own')
      const locale = localeOf(language)
      const me = await client.ask<Me>('POST', '/first-run', { name: 'Rehearsal', ...signIn, locale, brand: name, timeZone })
      const rehearsal = me.workspaces.find((workspace) => workspace.rehearsal)?.id ?? missing('there is no rehearsal workspace')
      await client.ask('PUT', '/me/workspace', { id: rehearsal })
      founded = { client, rehearsal, locale }
    },

    async employ({ id, name, role }) {
      if (employees.has(id)) return
      const { link } = await house().client.ask<z.infer<typeof InvitationMade>>('POST', '/invitations', { email: addressOf(id), role })
      const client = openClient(base)
      const acceptance = { name, password: randomUUID(), locale: house().locale }
      const { member } = await client.ask<Me>('POST', `/invitations/${link.split('/').at(-1)}/acceptance`, acceptance)
      await client.ask('PUT', '/me/workspace', { id: house().rehearsal })
      employees.set(id, { client, memberId: member.id })
    },

    owner: () => house().client,
    signIn: () => signIn,
    agent: (id) => employee(id).client,
    memberId: (id) => employee(id).memberId,
    agentOf: (memberId) => [...employees].find(([, one]) => one.memberId === memberId)?.[0] ?? null,
  }
}

/** Plaza speaks the story's language where it can. */
function localeOf(language: string): Locale {
  const primary = language.split('-')[0] ?? ''
  return LOCALES.includes(primary) ? (primary as Locale) : 'en'
}

/** As the story's manual knows them. */
function addressOf(id: string): string {
  return `${id}@staff.example`
}

function missing(what: string): never {
  throw new Error(what)
}
