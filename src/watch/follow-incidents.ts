import type { Db } from '../storage/database.ts'
import { recordEvents, type EventRow } from '../storage/events.ts'
import { followEvents, followLatest, type TakeEvents } from '../storage/follow-events.ts'
import { dropUnsaid, keepFound, namesOnTickets, readMatters, recentMatters, type NewMember } from '../storage/incident-follow.ts'
import { addSiteJob } from '../storage/incident-site.ts'
import { insertIncident } from '../storage/incidents.ts'
import { addJob } from '../storage/jobs.ts'
import type { BrandWords } from '../understanding/brand-words.ts'
import type { Group } from './incident/groups.ts'
import { openGrouping, type Grouping } from './incident/grouping.ts'
import { foundersReasons, shownTitleOf, titleOf } from './incident/title.ts'

/** What the brand calls its things. */
interface BrandOf {
  inForce(workspaceId: string): Promise<{ version: number; words: BrandWords } | null>
}

interface IncidentNeeds {
  db: Db
  manuals: BrandOf
  now(): Temporal.Instant
}

export interface IncidentWatch {
  /** All that happened since, as far as it is committed. */
  follow(): Promise<void>
  /** What happened lately, for whoever looks. */
  followLatest(): Promise<void>
}

/** From so far back the groups of a workspace are read anew, as after a restart; whatever came before has ended or is an incident. */
const READ_BACK = { hours: 36 }
const MOST_READ = 5_000
/** Workspaces whose groups are held: some megabytes each. */
const MOST_HELD = 20
/** Three people on one flight are an incident. */
const FEW = 3

interface Held {
  grouping: Grouping
  version: number | null
}

/**
 * Follows the events of all workspaces and finds what has one cause. The groups themselves live in memory: when the place is not where this
 * process left it (another took over, a page was rolled back, a person put groups right) they are read anew from the latest words and the
 * incidents that are kept, so a restart forgets none and opens none twice.
 */
export function openIncidentWatch(needs: IncidentNeeds): IncidentWatch {
  const memory = { at: '', held: new Map<string, Held>() }
  const take: TakeEvents = async (db, events, { place, epoch }) => {
    if (memory.at !== `${place} ${epoch}`) memory.held.clear()
    memory.at = ''
    for (const [workspaceId, of] of Map.groupBy(events, (event) => event.workspaceId)) await followOf({ ...needs, db }, memory.held, workspaceId, of)
    // Where this page is not committed, the next begins at another place than this.
    memory.at = `${events.at(-1)!.place} ${epoch}`
  }
  // One at a time in a process: memory and place move together.
  let running: Promise<void> = Promise.resolve()
  const next = (follow: typeof followEvents) => {
    running = running.catch(() => {}).then(() => follow(needs.db, 'incidents', take))
    return running
  }
  return { follow: () => next(followEvents), followLatest: () => next(followLatest) }
}

async function followOf(needs: IncidentNeeds, held: Map<string, Held>, workspaceId: string, events: readonly EventRow[]): Promise<void> {
  const said = messagesOf(events, 'messages')
  const changed = messagesOf(events, 'edited', 'deleted')
  if (said.length + changed.length === 0) return
  const { grouping } = await groupingOf(needs, held, { workspaceId, before: first([...said, ...changed]) })
  for (const ticketId of await dropUnsaid(needs.db, workspaceId, changed)) grouping.leave(ticketId)
  const matters = await readMatters(needs.db, workspaceId, [...new Set([...said, ...messagesOf(events, 'edited')])])
  const found: NewMember[] = []
  for (const { incidentId, ...matter } of matters.filter(isOfNow(needs.now()))) {
    if (incidentId !== null) grouping.place(matter, incidentId)
    const link = incidentId === null ? grouping.see(matter) : null
    if (link?.group.name)
      for (const member of [...link.brought, { ...link, ticketId: matter.ticketId, messageId: matter.id }]) found.push(memberOf(link.group.name, member))
    else if (link && people(link.group) >= FEW) found.push(...(await open(needs, workspaceId, { grouping, group: link.group })))
  }
  const added = await keepFound(needs.db, workspaceId, found, needs.now())
  await tellOf(needs, workspaceId, added)
}

/** An import brings words of long ago: what they told of is over. */
function isOfNow(now: Temporal.Instant): (matter: { minute: number }) => boolean {
  const since = now.subtract(READ_BACK).epochMilliseconds / 60_000
  return ({ minute }) => minute >= since
}

function messagesOf(events: readonly EventRow[], ...kinds: string[]): string[] {
  return events.flatMap(({ kind, facts: { messages } }) =>
    kinds.includes(kind) && Array.isArray(messages) ? messages.filter((id) => typeof id === 'string') : [],
  )
}

/** `before`: what comes from this message on is yet to be followed. */
async function groupingOf(
  { db, manuals, now }: IncidentNeeds,
  held: Map<string, Held>,
  { workspaceId, before }: { workspaceId: string; before: string },
): Promise<Held> {
  const inForce = await manuals.inForce(workspaceId)
  const version = inForce?.version ?? null
  const known = held.get(workspaceId)
  if (known?.version === version) return known
  const grouping = openGrouping(inForce?.words.products ?? [])
  for (const { incidentId, ...matter } of await recentMatters(db, workspaceId, { since: now().subtract(READ_BACK), before, limit: MOST_READ })) {
    if (incidentId === null) grouping.see(matter)
    else grouping.place(matter, incidentId)
  }
  held.delete(workspaceId)
  held.set(workspaceId, { grouping, version })
  if (held.size > MOST_HELD) held.delete(held.keys().next().value!)
  return held.get(workspaceId)!
}

function first(ids: readonly string[]): string {
  return ids.reduce((least, id) => (BigInt(id) < BigInt(least) ? id : least))
}

function people({ members }: Group): number {
  return new Set([...members.values()].map(({ personId }) => personId)).size
}

function memberOf(incidentId: string, { ticketId, messageId, sure, why }: Omit<NewMember, 'incidentId' | 'standing'> & { sure: boolean }): NewMember {
  return { incidentId, ticketId, messageId, standing: sure ? 'confirmed' : 'suggested', why }
}

async function open({ db, now }: IncidentNeeds, workspaceId: string, { grouping, group }: { grouping: Grouping; group: Group }): Promise<NewMember[]> {
  const siteTitle = shownTitleOf(group, await namesOnTickets(db, [...group.members.keys()]))
  const incidentId = await insertIncident(db, { workspaceId, title: titleOf(group), siteTitle, memberId: null, at: now() })
  await addSiteJob(db, incidentId)
  grouping.call(group, incidentId)
  return [...group.members.values()].map((member) => memberOf(incidentId, member.why.length === 0 ? { ...member, ...foundersReasons(group) } : member))
}

/** Browsers see it, and who belongs there for sure is told the state at once, if there is one to tell. */
async function tellOf({ db }: IncidentNeeds, workspaceId: string, added: Awaited<ReturnType<typeof keepFound>>): Promise<void> {
  await recordEvents(
    db,
    workspaceId,
    added.map(({ ticketId, incidentId, standing }) => ({ ticketId, kind: 'incident', facts: { incident: incidentId, standing } })),
  )
  for (const incidentId of new Set(added.flatMap((one) => (one.standing === 'confirmed' ? [one.incidentId] : []))))
    await addJob(db, 'tell-incident', { incidentId }, { key: `tell-incident:${incidentId}` })
}
