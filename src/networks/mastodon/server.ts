import type { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import { type Desk, type Reply, call } from './client.ts'
import { DEFAULT_LIMITS, type ServerLimits } from './limits.ts'
import { instance } from './wire.ts'
import { isLoopback } from '../../platform/loopback.ts'

/** What the server says of itself, as it is kept in `account.settings`. */
export interface ServerFacts extends Record<string, Json> {
  server: string
  /** The part after the last @ of a local handle; not always the host of `server`. */
  domain: string
  /** Where `user` streams are; null where there are none. */
  streaming: string | null
  limits: ServerLimits
}

/** Asks the second version of the entity, then the first. Answers the bad reply where it is no Mastodon API. Throws `NoAnswer`. */
export async function readServer(desk: Desk): Promise<ServerFacts | Reply> {
  let reply = await call(desk, 'GET', '/api/v2/instance')
  if (!reply.ok) reply = await call(desk, 'GET', '/api/v1/instance')
  const found = instance.safeParse(reply.json)
  return reply.ok && found.success ? factsOf(desk.server, found.data) : reply
}

function factsOf(server: string, told: z.infer<typeof instance>): ServerFacts {
  const streaming = told.configuration?.urls?.streaming ?? told.urls?.streaming_api
  return {
    server,
    domain: told.domain ?? told.uri?.replace(/^https?:\/\//, '') ?? new URL(server).host,
    streaming: streaming && isSafe(streaming) ? streaming.replace(/\/$/, '') : null,
    limits: serverLimits(told.configuration),
  }
}

/** The token travels on it: never in clear, but to this machine. */
function isSafe(streaming: string): boolean {
  const url = URL.parse(streaming)
  return url?.protocol === 'wss:' || (url?.protocol === 'ws:' && isLoopback(url.hostname))
}

type Configuration = z.infer<typeof instance>['configuration']

function serverLimits(told: Configuration): ServerLimits {
  return { ...DEFAULT_LIMITS, ...textLimits(told?.statuses), ...mediaLimits(told?.media_attachments) }
}

function textLimits(told: NonNullable<Configuration>['statuses'] | undefined): Partial<ServerLimits> {
  return told ? { characters: told.max_characters, charactersPerLink: told.characters_reserved_per_url, media: told.max_media_attachments } : {}
}

function mediaLimits(told: NonNullable<Configuration>['media_attachments']): Partial<ServerLimits> {
  if (!told) return {}
  const {
    supported_mime_types: mime,
    image_size_limit: imageBytes = DEFAULT_LIMITS.imageBytes,
    video_size_limit: videoBytes = DEFAULT_LIMITS.videoBytes,
  } = told
  return { mime, imageBytes, videoBytes }
}
