import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import { PlazaError } from '../domain/plaza-error.ts'
import { identify } from './authorize.ts'
import type { LiveEvent } from './contract/live.ts'
import type { HttpNeeds } from './needs.ts'
import type { Ask } from './route.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

const HEARTBEAT_MS = 15_000
/** Each asks every heartbeat whether it may stay: a tab that opens ever more of them would keep everybody from the database. */
const MOST_STREAMS = 20
const streams = new Map<string, number>()

/** What happens, as it happens, until the browser leaves or may no longer look. */
export async function followLive(ask: Ask, needs: HttpNeeds): Promise<FastifyReply> {
  const { caller, request, reply } = ask
  const leave = enter(caller.member.id)
  const stream = reply.raw
  reply.hijack()
  stream.writeHead(200, { ...SECURITY_HEADERS, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  stream.write('retry: 1000\n\n')

  const left = new Promise<void>((resolve) => (stream.destroyed ? resolve() : stream.once('close', resolve)))
  const pen = openPen(stream)
  const heartbeat = setInterval(() => {
    pen.beat()
    mayStay(ask, needs).then(
      (may) => may || stream.end(),
      () => stream.destroy(),
    )
  }, HEARTBEAT_MS)
  try {
    const from = request.headers['last-event-id']
    const to = { workspaceId: caller.workspace.id, memberId: caller.member.id, lastEventId: typeof from === 'string' && from !== '' ? from : null }
    const unsubscribe = await needs.live.subscribe(to, ({ id, data }) => pen.write(frame(id, data)))
    await left
    unsubscribe()
  } catch (error) {
    needs.log.error({ err: error }, 'a live stream ended')
    stream.destroy()
  } finally {
    clearInterval(heartbeat)
    leave()
  }
  return reply
}

/**
 * Writes no faster than the browser reads: `write` resolves once it has taken what went before, so little is held here for one that
 * lags. One that took nothing from one heartbeat to the next is let go: it comes back by itself and resumes where it was.
 */
function openPen(stream: ServerResponse) {
  let lag: PromiseWithResolvers<void> | null = null
  let lagAtLastBeat: PromiseWithResolvers<void> | null = null
  const catchUp = () => {
    lag?.resolve()
    lag = null
  }
  stream.on('drain', catchUp).on('close', catchUp)
  return {
    async write(text: string): Promise<void> {
      if (stream.destroyed || stream.write(text)) return
      lag ??= Promise.withResolvers()
      await lag.promise
    },
    beat(): void {
      if (lag !== null && lag === lagAtLastBeat) stream.destroy()
      else stream.write(': here\n\n')
      lagAtLastBeat = lag
    },
  }
}

/** Counts one more stream of a member's; answers what counts it off again. Throws `too-many-streams`. */
function enter(memberId: string): () => void {
  const open = streams.get(memberId) ?? 0
  if (open >= MOST_STREAMS)
    throw new PlazaError('too-many', 'too-many-streams', `${MOST_STREAMS} live streams are the most that one member may hold; close a tab.`)
  streams.set(memberId, open + 1)
  return () => {
    const left = streams.get(memberId)! - 1
    if (left > 0) streams.set(memberId, left)
    else streams.delete(memberId)
  }
}

function frame(id: string | null, data: LiveEvent): string {
  return `${id === null ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`
}

/** Whoever was signed out, lost their place or switched workspaces meanwhile hears no more. */
async function mayStay({ caller, request, reply }: Ask, needs: HttpNeeds): Promise<boolean> {
  const now = await identify(needs, request, reply, true)
  return now !== null && now.workspace.id === caller.workspace.id && now.abilities.has('ticket.read')
}
