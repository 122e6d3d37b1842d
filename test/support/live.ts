import assert from 'node:assert/strict'
import type { LiveEvent } from '../../src/http/contract/live.ts'
import type { Browser } from './http.ts'

export interface Heard {
  id: string | null
  data: LiveEvent
}

/** The live stream of a signed-in browser. */
export interface OpenStream {
  close(): void
  /** Waits for the next event of a kind. */
  next(kind: LiveEvent['kind'] | 'any'): Promise<Heard>
}

export async function openStream(browser: Browser, lastEventId?: string): Promise<OpenStream> {
  const stop = new AbortController()
  const response = await fetch(`${browser.base}/api/v1/live`, {
    signal: stop.signal,
    headers: { cookie: [...browser.cookies].map((pair) => pair.join('=')).join('; '), ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
  })
  assert.equal(response.status, 200)
  const events = read(response)
  return {
    close: () => stop.abort(),
    async next(kind: LiveEvent['kind'] | 'any'): Promise<Heard> {
      for (;;) {
        const { value, done } = await events.next()
        if (done) throw new Error(`the stream ended before ${kind}`)
        if (kind === 'any' || value.data.kind === kind) return value
      }
    },
  }
}

async function* read(response: Response): AsyncGenerator<Heard, undefined> {
  let text = ''
  for await (const bytes of response.body!.pipeThrough(new TextDecoderStream())) {
    text += bytes
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const frame = text.slice(0, end)
      text = text.slice(end + 2)
      const data = /^data: (.*)$/m.exec(frame)?.[1]
      if (data) yield { id: /^id: (.*)$/m.exec(frame)?.[1] ?? null, data: JSON.parse(data) as LiveEvent }
    }
  }
  return undefined
}
