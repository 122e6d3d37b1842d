import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import { isNew, noteKnown, readAnswer, type Ear, type Step } from './ear.ts'
import { readSettings } from './settings.ts'
import { later, type Place } from './place.ts'
import { privateId } from './uri.ts'

const MESSAGE = 'chat.bsky.convo.defs#messageView'

const Message = z.looseObject({ $type: z.string().optional(), id: z.string(), sentAt: z.string() })
const Convo = z.looseObject({ id: z.string(), rev: z.string(), members: z.array(z.json()), kind: z.looseObject({ $type: z.string() }).optional() })
const Convos = z.looseObject({ cursor: z.string().optional(), convos: z.array(Convo) })
const Messages = z.looseObject({ cursor: z.string().optional(), messages: z.array(Message) })
const LogEntry = z.looseObject({ $type: z.string(), convoId: z.string().optional(), message: Message.optional() })
const Log = z.looseObject({ cursor: z.string().optional(), logs: z.array(LogEntry) })

type Convo = z.infer<typeof Convo>
type Message = z.infer<typeof Message>

/**
 * Private messages, ours and theirs, through the chat log; at first, what the conversations hold of the recent past. Groups are not heard: an answer
 * to one person would be read by all. A message deleted "for me" was said, and still stands with the other one.
 */
export async function* hearPrivateMessages(ear: Ear, place: Place): AsyncGenerator<Step> {
  if (place.chat === null) yield* hearRecent(ear)
  else yield* hearLog(ear, place.chat)
}

async function* hearLog(ear: Ear, since: string): AsyncGenerator<Step> {
  let chat = since
  for (;;) {
    const { logs, cursor } = await readAnswer(ear.session.chat.chat.bsky.convo.getLog({ cursor: chat }), Log)
    if (logs.length === 0 || cursor === undefined || cursor === chat) return
    chat = cursor
    const said = logs.flatMap(({ $type, convoId, message }) =>
      $type === 'chat.bsky.convo.defs#logCreateMessage' && convoId && message ? [{ convoId, message }] : [],
    )
    yield* step(ear, said, chat)
  }
}

/** The log's place is taken before the conversations are read, so that what is said meanwhile comes twice rather than never. */
async function* hearRecent(ear: Ear): AsyncGenerator<Step> {
  const convos = await readConvos(ear)
  const first = await readAnswer(ear.session.chat.chat.bsky.convo.getLog({}), Log)
  const chat = convos.reduce<string | null>((newest, { rev }) => later(newest, rev), null) ?? first.cursor
  if (chat === undefined) return
  const floor = readSettings(ear.line.account).listenFrom
  const said: { convoId: string; message: Message }[] = []
  for (const { id } of convos) said.push(...(await readMessages(ear, id, floor)).map((message) => ({ convoId: id, message })))
  said.sort((a, b) => (a.message.sentAt < b.message.sentAt ? -1 : 1))
  yield* step(ear, said, chat)
}

async function* step(ear: Ear, said: { convoId: string; message: Message }[], chat: string): AsyncGenerator<Step> {
  const fresh = said.filter(({ convoId, message }) => (message.$type ?? MESSAGE) === MESSAGE && isNew(ear, privateId(convoId, message.id)))
  const convos = await readDirectConvos(
    ear,
    fresh.map(({ convoId }) => convoId),
  )
  const items: Json[] = fresh.flatMap(({ convoId, message }) => {
    const convo = convos.get(convoId)
    return convo ? [{ kind: 'private', convoId, message: z.json().parse(message), members: convo.members }] : []
  })
  yield { items, moved: { chat } }
  noteKnown(
    ear,
    fresh.map(({ convoId, message }) => privateId(convoId, message.id)),
  )
}

async function readConvos(ear: Ear): Promise<Convo[]> {
  const all: Convo[] = []
  let cursor: string | undefined
  do {
    const page = await readAnswer(ear.session.chat.chat.bsky.convo.listConvos({ limit: 100, cursor }), Convos)
    all.push(...page.convos)
    cursor = page.convos.length > 0 ? page.cursor : undefined
  } while (cursor !== undefined)
  return all
}

async function readMessages(ear: Ear, convoId: string, floor: string | null): Promise<Message[]> {
  const all: Message[] = []
  let cursor: string | undefined
  do {
    const page = await readAnswer(ear.session.chat.chat.bsky.convo.getMessages({ convoId, limit: 100, cursor }), Messages)
    all.push(...page.messages.filter(({ sentAt }) => floor === null || sentAt >= floor))
    const oldest = page.messages.at(-1)
    cursor = oldest && (floor === null || oldest.sentAt >= floor) ? page.cursor : undefined
  } while (cursor !== undefined)
  return all
}

async function readDirectConvos(ear: Ear, ids: string[]): Promise<Map<string, Convo>> {
  const convos = new Map<string, Convo>()
  for (const convoId of new Set(ids)) {
    const { convo } = await readAnswer(ear.session.chat.chat.bsky.convo.getConvo({ convoId }), z.looseObject({ convo: Convo }))
    if (convo.kind?.$type !== 'chat.bsky.convo.defs#groupConvo') convos.set(convoId, convo)
  }
  return convos
}
