import { EventEmitter } from 'node:events'
import { Clock } from './clock.ts'
import { XrpcFault } from './xrpc-fault.ts'
import { cidOf } from './ids.ts'

export interface ChatMessage {
  id: string
  rev: string
  convoId: string
  sender: string
  text: string
  facets?: unknown
  sentAt: string
}

interface Convo {
  id: string
  rev: string
  members: [string, string]
  /** Those who have taken the conversation into their inbox: its beginner, and whoever answered or accepted. */
  accepted: Set<string>
  messages: ChatMessage[]
}

interface LogEntry {
  rev: string
  convoId: string
  kind: 'begin' | 'accept' | 'message'
  message?: ChatMessage
}

/** Who may write to whom, which the chat service asks the network. */
export interface ChatRules {
  exists(did: string): boolean
  blocks(a: string, b: string): boolean
  /** The person takes no private messages from those they don't follow. */
  isClosed(did: string): boolean
}

/** The conversations of a `chat.bsky` service: two people each, as direct ones are. */
export class Chat extends EventEmitter<{ message: [ChatMessage] }> {
  readonly clock: Clock
  readonly #rules: ChatRules
  readonly #convos = new Map<string, Convo>()
  readonly #log: LogEntry[] = []

  constructor(clock: Clock, rules: ChatRules) {
    super()
    this.clock = clock
    this.#rules = rules
  }

  /** Gets or begins the conversation of two. */
  between(me: string, other: string): Convo {
    if (!this.#rules.exists(other)) throw new XrpcFault(400, 'RecipientNotFound', 'recipient does not exist')
    const convo = this.find(me, other)
    if (convo) return convo
    this.#assertMay(me, other)
    const members: [string, string] = me < other ? [me, other] : [other, me]
    const begun: Convo = { id: idOf(members), rev: this.clock.tid(), members, accepted: new Set([me]), messages: [] }
    this.#convos.set(begun.id, begun)
    this.#log.push({ rev: begun.rev, convoId: begun.id, kind: 'begin' })
    return begun
  }

  find(me: string, other: string): Convo | null {
    return this.#convos.get(idOf(me < other ? [me, other] : [other, me])) ?? null
  }

  get(me: string, convoId: string): Convo {
    const convo = this.#convos.get(convoId)
    if (!convo?.members.includes(me)) throw new XrpcFault(400, 'InvalidConvo', 'convo not found')
    return convo
  }

  /** Newest first. */
  of(me: string): Convo[] {
    return [...this.#convos.values()].filter(({ members }) => members.includes(me)).sort((a, b) => (a.rev < b.rev ? 1 : -1))
  }

  accept(me: string, convoId: string): Convo {
    const convo = this.get(me, convoId)
    if (convo.accepted.has(me)) return convo
    convo.accepted.add(me)
    convo.rev = this.clock.tid()
    this.#log.push({ rev: convo.rev, convoId, kind: 'accept' })
    return convo
  }

  say(me: string, convoId: string, words: Pick<ChatMessage, 'text'> & { facets?: unknown; sentAt?: string }): ChatMessage {
    const convo = this.get(me, convoId)
    this.#assertMay(me, convo.members[0] === me ? convo.members[1] : convo.members[0])
    const rev = this.clock.tid()
    const message: ChatMessage = { id: rev, rev, convoId, sender: me, text: words.text, facets: words.facets, sentAt: words.sentAt ?? this.clock.now() }
    convo.rev = rev
    convo.accepted.add(me)
    convo.messages.push(message)
    this.#log.push({ rev, convoId, kind: 'message', message })
    this.emit('message', message)
    return message
  }

  /** What happened in somebody's conversations after a revision, oldest first. */
  logOf(me: string, since: string | undefined): LogEntry[] {
    return this.#log.filter(({ rev, convoId }) => (since === undefined || rev > since) && this.#convos.get(convoId)?.members.includes(me))
  }

  all(): ChatMessage[] {
    return this.#log.flatMap(({ message }) => message ?? [])
  }

  #assertMay(me: string, other: string): void {
    if (this.#rules.blocks(me, other)) throw new XrpcFault(400, 'BlockedSubject', 'block between recipient and sender')
    const accepted = this.find(me, other)?.accepted.has(other)
    if (!accepted && this.#rules.isClosed(other)) throw new XrpcFault(400, 'MessagesDisabled', 'recipient has disabled incoming messages')
  }
}

export type { Convo }

function idOf(members: [string, string]): string {
  return cidOf('record', members.join(' ')).slice(-20)
}
