import type { LiveEvent } from '../../http/contract/live.ts'
import type { MessageItem } from '../../http/contract/tickets.ts'
import type { MessageName } from '../story/world.ts'

/** A message as Plaza last told of it, and on which ticket. */
export interface Known {
  item: MessageItem
  ticket: TicketName
  /** `performance.now()` when the live stream first told of it. */
  shownAt: number | null
}

export interface TicketName {
  id: string
  number: number
}

/** What the desk knows without asking: everything that Plaza told it, latest word first. */
export interface Memory {
  tell(event: LiveEvent): void
  /** What an answer said, rather than the live stream. */
  keep(ticket: TicketName, items: readonly MessageItem[]): void
  messages(): IteratorObject<Known>
  message(name: MessageName): Known | undefined
  ticket(number: number): TicketName | undefined
  /** Resolves as soon as the condition holds; rejects with the signal's reason. Looked at again with everything that is told. */
  until(holds: () => boolean, signal: AbortSignal): Promise<void>
}

export function openMemory(): Memory {
  const messages = new Map<string, Known>()
  const ids = new Map<string, string>()
  const tickets = new Map<number, TicketName>()
  const waiting = new Set<() => void>()

  function write(ticket: TicketName, item: MessageItem, shownAt: number | null): void {
    messages.set(item.id, { item, ticket, shownAt: messages.get(item.id)?.shownAt ?? shownAt })
    if (item.nativeId !== null) ids.set(`${item.network} ${item.nativeId}`, item.id)
  }

  function remember({ id, number }: TicketName, items: readonly MessageItem[], shownAt: number | null): void {
    const ticket = { id, number }
    tickets.set(number, ticket)
    for (const item of items) write(ticket, item, shownAt)
    for (const look of waiting) look()
  }

  return {
    tell: (event) => {
      if (event.kind !== 'ticket') return
      remember(
        event.row,
        event.items.filter((item) => item.kind === 'message'),
        performance.now(),
      )
    },
    keep: (ticket, items) => remember(ticket, items, null),
    messages: () => messages.values(),
    message: (name) => messages.get(('id' in name ? name.id : ids.get(`${name.network} ${name.nativeId}`)) ?? ''),
    ticket: (number) => tickets.get(number),
    async until(holds, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const look = () => holds() && resolve()
      const giveUp = () => reject(signal.reason)
      signal.addEventListener('abort', giveUp, { once: true })
      waiting.add(look)
      if (signal.aborted) giveUp()
      look()
      await promise.finally(() => {
        waiting.delete(look)
        signal.removeEventListener('abort', giveUp)
      })
    },
  }
}
