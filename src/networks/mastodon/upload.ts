import type { Outcome, OutgoingMedia } from '../../domain/outgoing.ts'
import type { OfficialAccount } from '../network.ts'
import { type Desk, type Reply, call } from './client.ts'
import { outcomeOf } from './failure.ts'
import { type ServerLimits, limitsOf } from './limits.ts'
import { uploaded } from './wire.ts'

/** Uploads one after the other, and waits until each is ready to be posted. Answers their ids, or why it can't be. Throws `NoAnswer`. */
export async function upload(desk: Desk, media: readonly OutgoingMedia[], us: OfficialAccount): Promise<{ ids: string[] } | Outcome> {
  const limits = limitsOf(us)
  if (media.length > limits.media) return refuse(`${media.length} of ${limits.media} attachments`)
  const ids: string[] = []
  for (const one of media) {
    const done = await uploadOne(desk, one, limits)
    if (typeof done !== 'string') return done
    ids.push(done)
  }
  return { ids }
}

async function uploadOne(desk: Desk, media: OutgoingMedia, limits: ServerLimits): Promise<string | Outcome> {
  if (limits.mime.length > 0 && !limits.mime.includes(media.mime)) return refuse(`the server takes no ${media.mime}`)
  const bytes = await media.read()
  const most = media.mime.startsWith('image/') ? limits.imageBytes : limits.videoBytes
  if (bytes.byteLength > most) return refuse(`${bytes.byteLength} of ${most} bytes`)
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], media.name, { type: media.mime }))
  if (media.description) form.set('description', media.description)
  const reply = await call(desk, 'POST', '/api/v2/media', { form })
  if (!reply.ok) return outcomeOf(reply)
  const { data } = uploaded.safeParse(reply.json)
  if (!data) return { kind: 'try-later', code: 'server-error', at: null, detail: 'an upload was answered in an unknown shape' }
  return reply.status === 202 ? untilReady(desk, data.id) : data.id
}

const LOOKS = 30
const FIRST_LOOK_MS = 100
const LONGEST_MS = 4_000

/** 202 means accepted, not ready: a post with it would be refused. 206 says "still working". */
async function untilReady(desk: Desk, id: string): Promise<string | Outcome> {
  let pause = FIRST_LOOK_MS
  let reply: Reply | null = null
  for (let looks = 0; looks < LOOKS; looks++) {
    await sleep(pause, desk.reach.signal)
    reply = await call(desk, 'GET', `/api/v1/media/${encodeURIComponent(id)}`)
    if (reply.status === 200) return id
    if (reply.status !== 206) return outcomeOf(reply)
    pause = Math.min(pause * 2, LONGEST_MS)
  }
  return { kind: 'try-later', code: 'server-error', at: null, detail: 'the server is still processing an attachment' }
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  signal.addEventListener('abort', () => resolve(), { once: true })
  await promise
  clearTimeout(timer)
}

function refuse(detail: string): Outcome {
  return { kind: 'refused', code: 'media-rejected', detail }
}
