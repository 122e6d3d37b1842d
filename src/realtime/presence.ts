import type { Db } from '../storage/database.ts'
import { notify } from '../storage/notify.ts'

export type Doing = 'viewing' | 'typing'

export interface Present {
  member: { id: string; name: string }
  doing: Doing
}

/** Who is at a ticket, over all processes. Of the moment: kept in memory, told by NOTIFY, never stored. */
export interface Presence {
  tell(workspaceId: string, ticketId: string, present: { member: { id: string; name: string }; doing: Doing | 'gone' }): Promise<void>
  at(workspaceId: string, ticketId: string): Present[]
  /** Calls back with everybody at a ticket whenever that changes. */
  watch(workspaceId: string, told: (ticketId: string, present: Present[]) => void): () => void
  close(): void
}

interface PresenceNeeds {
  db: Db
  /** Receives NOTIFY payloads of a channel; a process hears its own words too. */
  listen(channel: string, hear: (payload: string) => void): void
  clock(): Temporal.Instant
}

const PRESENCE_CHANNEL = 'plaza_presence'

/** Who says nothing for this long is gone: a browser that was closed without a word. Browsers repeat themselves well within. */
const FADES_AFTER = { typing: 40_000, viewing: 90_000 } as const
const SWEEP_EVERY = 5_000

interface Word {
  workspaceId: string
  ticketId: string
  member: { id: string; name: string }
  doing: Doing | 'gone'
}

type Seat = Present & { until: number }

export function openPresence(needs: PresenceNeeds): Presence {
  const rooms = new Map<string, Map<string, Seat>>()
  const watchers = new Map<string, Set<(ticketId: string, present: Present[]) => void>>()
  const now = () => needs.clock().epochMilliseconds

  const at = (workspaceId: string, ticketId: string): Present[] =>
    [...(rooms.get(roomOf(workspaceId, ticketId))?.values() ?? [])].map(({ member, doing }) => ({ member, doing }))

  const changed = (workspaceId: string, ticketId: string) => {
    for (const told of watchers.get(workspaceId) ?? []) told(ticketId, at(workspaceId, ticketId))
  }

  const hear = (payload: string) => {
    const word = JSON.parse(payload) as Word
    if (take(rooms, word, now())) changed(word.workspaceId, word.ticketId)
  }

  const sweep = setInterval(() => {
    for (const room of fade(rooms, now())) changed(...splitRoom(room))
  }, SWEEP_EVERY).unref()

  needs.listen(PRESENCE_CHANNEL, hear)
  return {
    tell: async (workspaceId, ticketId, { member, doing }) => {
      const word: Word = { workspaceId, ticketId, member, doing }
      await notify(needs.db, PRESENCE_CHANNEL, JSON.stringify(word))
    },
    at,
    watch: (workspaceId, told) => {
      const set = watchers.get(workspaceId) ?? new Set()
      watchers.set(workspaceId, set.add(told))
      return () => void set.delete(told)
    },
    close: () => clearInterval(sweep),
  }
}

/** Seats, reseats or removes a member; answers whether anything is seen to change. */
function take(rooms: Map<string, Map<string, Seat>>, word: Word, now: number): boolean {
  const key = roomOf(word.workspaceId, word.ticketId)
  const room = rooms.get(key) ?? new Map<string, Seat>()
  const before = room.get(word.member.id)
  if (word.doing === 'gone') {
    room.delete(word.member.id)
    if (room.size === 0) rooms.delete(key)
    return before !== undefined
  }
  room.set(word.member.id, { member: word.member, doing: word.doing, until: now + FADES_AFTER[word.doing] })
  rooms.set(key, room)
  return before?.doing !== word.doing
}

/** Who stopped typing is still viewing; who stopped viewing is gone. Answers the rooms that changed. */
function fade(rooms: Map<string, Map<string, Seat>>, now: number): Set<string> {
  const faded = new Set<string>()
  for (const [key, room] of rooms)
    for (const [id, seat] of room) {
      if (seat.until > now) continue
      faded.add(key)
      if (seat.doing === 'typing') room.set(id, { ...seat, doing: 'viewing', until: now + FADES_AFTER.viewing })
      else room.delete(id)
      if (room.size === 0) rooms.delete(key)
    }
  return faded
}

function roomOf(workspaceId: string, ticketId: string): string {
  return `${workspaceId} ${ticketId}`
}

function splitRoom(room: string): [workspaceId: string, ticketId: string] {
  const [workspaceId = '', ticketId = ''] = room.split(' ')
  return [workspaceId, ticketId]
}
