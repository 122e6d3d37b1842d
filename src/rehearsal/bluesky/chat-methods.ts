import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import type { Chat, Convo } from './chat.ts'
import { convoView, messageView } from './views.ts'
import { signed, type Method, type Signed } from './method.ts'
import { XrpcFault } from './xrpc-fault.ts'

const ConvoId = z.object({ convoId: z.string() })
const Members = z.object({ members: z.array(z.string()) })
const Words = z.object({ convoId: z.string(), message: z.looseObject({ text: z.string(), facets: z.unknown().optional() }) })
const Page = { limit: z.number().default(50), cursor: z.string().optional() }

/** chat.bsky.convo, reached through the account's own server. */
export const chatMethods: Record<string, Method> = {
  'chat.bsky.convo.listConvos': signed(z.object(Page), (context, { limit, cursor }) => {
    const below = chat(context)
      .of(context.me.did)
      .filter(({ rev }) => cursor === undefined || rev < cursor)
    const page = below.slice(0, limit)
    return { convos: page.map((convo) => view(context, convo)), ...(below.length > limit && { cursor: page.at(-1)?.rev ?? '' }) }
  }),

  'chat.bsky.convo.getConvo': signed(ConvoId, (context, { convoId }) => ({ convo: view(context, chat(context).get(context.me.did, convoId)) })),

  'chat.bsky.convo.getConvoForMembers': signed(Members, (context, { members }) => ({
    convo: view(context, chat(context).between(context.me.did, other(context, members))),
  })),

  'chat.bsky.convo.getConvoAvailability': signed(Members, (context, { members }) => {
    const convo = chat(context).find(context.me.did, other(context, members))
    return { canChat: true, ...(convo && { convo: view(context, convo) }) }
  }),

  'chat.bsky.convo.acceptConvo': signed(ConvoId, (context, { convoId }) => ({ rev: chat(context).accept(context.me.did, convoId).rev })),

  'chat.bsky.convo.getMessages': signed(z.object({ convoId: z.string(), ...Page }), (context, { convoId, limit, cursor }) => {
    const below = chat(context)
      .get(context.me.did, convoId)
      .messages.filter(({ rev }) => cursor === undefined || rev < cursor)
      .reverse()
    const page = below.slice(0, limit)
    return { messages: page.map(messageView), ...(below.length > limit && { cursor: page.at(-1)?.rev ?? '' }) }
  }),

  'chat.bsky.convo.sendMessage': signed(Words, (context, { convoId, message }) => messageView(chat(context).say(context.me.did, convoId, message))),

  'chat.bsky.convo.getLog': signed(z.object({ cursor: z.string().optional() }), (context, { cursor }) => {
    const entries = chat(context).logOf(context.me.did, cursor).slice(0, 100)
    const logs = entries.map(({ rev, convoId, kind, message }): Json => ({
      $type: LOG_TYPES[kind],
      rev,
      convoId,
      ...(message && { message: messageView(message) }),
    }))
    return { logs, cursor: entries.at(-1)?.rev ?? cursor ?? chat(context).clock.tid() }
  }),
}

const LOG_TYPES = {
  begin: 'chat.bsky.convo.defs#logBeginConvo',
  accept: 'chat.bsky.convo.defs#logAcceptConvo',
  message: 'chat.bsky.convo.defs#logCreateMessage',
}

function chat({ world }: Signed): Chat {
  return world.chat
}

function view({ world, me }: Signed, convo: Convo): Json {
  return convoView(world, convo, me)
}

function other({ me }: Signed, members: string[]): string {
  const [did] = members.filter((member) => member !== me.did)
  if (did === undefined || members.length > 2) throw new XrpcFault(400, 'InvalidRequest', 'a direct conversation has two members')
  return did
}
