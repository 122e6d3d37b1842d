import type { NetworkName } from '../../domain/network-name.ts'
import type { MessageItem } from '../../http/contract/tickets.ts'
import type { Heard } from '../story/world.ts'
import type { Memory } from './memory.ts'

/**
 * Whether everything said is in, in its last wording, and nothing queued waits. What can't come through while the story has a
 * network broken isn't waited for: there it is where it should be.
 */
export function isSettled(memory: Memory, heard: readonly Heard[], broken: ReadonlySet<NetworkName>): boolean {
  return heard.every((one) => broken.has(one.network) || isIn(memory, one)) && memory.messages().every(({ item }) => !isOnItsWay(item, broken))
}

function isIn(memory: Memory, { state, ...name }: Heard): boolean {
  const item = memory.message(name)?.item
  if (!item) return false
  if (state.kind === 'deleted') return item.deletedAt !== null
  // A network may write more around it: whom it answers, an address in full.
  return state.kind === 'said' || (item.editedAt !== null && folded(item.text).includes(folded(state.text)))
}

function isOnItsWay({ sending, network }: MessageItem, broken: ReadonlySet<NetworkName>): boolean {
  if (sending?.state === 'queued') return true
  return (sending?.state === 'sending' || sending?.state === 'try-later') && !broken.has(network)
}

function folded(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}
