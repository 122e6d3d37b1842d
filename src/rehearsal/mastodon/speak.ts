import { namesIn } from './render.ts'
import { type Conversation, type Person, type RawVisibility, type Status, type Upload, type World, findPerson, nextId } from './world.ts'
import { presentConversation, presentNotification, presentStatus } from './present.ts'

export interface Draft {
  text: string
  visibility: RawVisibility
  contentWarning?: string
  language?: string | null
  parent?: Status | null
  quotes?: Status | null
  media?: Upload[]
  /** Addressed without being named in the text, as some servers do. */
  to?: Person[]
  at?: Temporal.Instant
}

export function speak(world: World, author: Person, draft: Draft): Status {
  const id = nextId()
  const [user, host] = author.handle.split('@')
  const status: Status = {
    id,
    uri: `https://${host}/users/${user}/statuses/${id}`,
    author,
    text: draft.text,
    contentWarning: draft.contentWarning ?? '',
    visibility: draft.visibility,
    language: draft.language ?? null,
    at: draft.at ?? Temporal.Now.instant(),
    editedAt: null,
    parent: draft.parent ?? null,
    root: draft.parent ? (draft.parent.root ?? draft.parent) : null,
    mentions: mentionsOf(world, author, draft),
    media: draft.media ?? [],
    quotes: draft.quotes ?? null,
    deleted: false,
  }
  world.statuses.set(id, status)
  author.statuses += 1
  tell(world, status)
  return status
}

export function edit(world: World, status: Status, change: { text: string; contentWarning?: string; media?: Upload[] }): void {
  status.text = change.text
  status.contentWarning = change.contentWarning ?? status.contentWarning
  status.media = change.media ?? status.media
  status.editedAt = Temporal.Now.instant()
  for (const person of readersOf(status)) world.emit(person, 'status.update', () => presentStatus(world, status, person))
}

/** Only people of this server who could read it are told, as in the real one. */
export function unsay(world: World, status: Status): void {
  status.deleted = true
  status.author.statuses -= 1
  world.notifications = world.notifications.filter((one) => one.status !== status)
  world.conversations = world.conversations.filter((one) => one.last !== status)
  for (const other of world.statuses.values()) if (other.parent === status) other.parent = null
  for (const person of readersOf(status)) world.emit(person, 'delete', () => status.id)
}

function mentionsOf(world: World, author: Person, draft: Draft): Person[] {
  const named = namesIn(draft.text).flatMap((handle) => findPerson(world, handle) ?? [])
  return [...new Set([...(draft.to ?? []), ...named])].filter((person) => person !== author)
}

function readersOf(status: Status): Person[] {
  return [status.author, ...status.mentions]
}

function tell(world: World, status: Status): void {
  if (status.visibility !== 'direct') world.emit(status.author, 'update', () => presentStatus(world, status, status.author))
  for (const owner of status.mentions) notify(world, owner, status, 'mention')
  if (status.quotes && !status.mentions.includes(status.quotes.author)) notify(world, status.quotes.author, status, 'quote')
  if (status.visibility === 'direct') for (const owner of readersOf(status)) converse(world, owner, status)
}

function notify(world: World, owner: Person, status: Status, type: 'mention' | 'quote'): void {
  if (owner.blocked.has(status.author.id) || owner === status.author) return
  const notification = { id: nextId(), type, owner, from: status.author, status, at: Temporal.Now.instant() }
  world.notifications.push(notification)
  world.emit(owner, 'notification', () => presentNotification(world, notification))
}

function converse(world: World, owner: Person, status: Status): void {
  const root = status.root ?? status
  let conversation = world.conversations.find((one) => one.owner === owner && one.root === root)
  if (conversation) conversation.last = status
  else {
    conversation = { id: nextId(), owner, root, last: status, unread: false } satisfies Conversation
    world.conversations.push(conversation)
  }
  conversation.unread = status.author !== owner
  const told = conversation
  world.emit(owner, 'conversation', () => presentConversation(world, told))
}
