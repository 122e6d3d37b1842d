import { setTimeout as wait } from 'node:timers/promises'
import type { LiveEvent } from '../../http/contract/live.ts'
import type { Client } from './client.ts'

/** As long as a browser waits before it comes back. */
const COME_BACK_MS = 200

/** Follows what Plaza tells live, and after a cut goes on from the last id heard. Resolves once the stream is open. */
export async function followLive(client: Client, hear: (event: LiveEvent) => void): Promise<{ close(): Promise<void> }> {
  const stop = new AbortController()
  let since: string | null = null
  let stream = await client.follow('/live', since, stop.signal)

  async function goOn(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        for await (const { id, data } of eventsOf(stream)) {
          since = id ?? since
          hear(JSON.parse(data) as LiveEvent)
        }
        await wait(COME_BACK_MS, undefined, { signal: stop.signal })
        stream = await client.follow('/live', since, stop.signal)
      } catch {
        // A cut, or a Plaza that is away for a moment: the next turn asks again.
        await wait(COME_BACK_MS, undefined, { signal: stop.signal }).catch(() => {})
      }
    }
  }

  const ended = goOn()
  return {
    close: async () => {
      stop.abort()
      await ended
    },
  }
}

interface ServerSent {
  id: string | null
  data: string
}

/** Reads `text/event-stream` as WHATWG HTML 9.2.6 says, without event types, of which Plaza has none. */
async function* eventsOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<ServerSent> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const bytes of stream) {
    const blocks = (rest + decoder.decode(bytes, { stream: true })).replaceAll('\r\n', '\n').split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const fields = block.split('\n').map((line) => /^(id|data): ?(.*)$/.exec(line))
      const data = fields.flatMap((field) => (field?.[1] === 'data' ? [field[2] ?? ''] : []))
      const id = fields.findLast((field) => field?.[1] === 'id')?.[2] ?? null
      if (data.length > 0) yield { id, data: data.join('\n') }
    }
  }
}
