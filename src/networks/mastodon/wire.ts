import { z } from 'zod'

/**
 * What is read of Mastodon's entities, and no more: servers of many makes speak this dialect, each with its own holes.
 * Source: docs.joinmastodon.org/entities, compared with what snac2 2.75 answers.
 */
export const account = z.object({
  id: z.string(),
  acct: z.string(),
  url: z.string(),
  display_name: z.string().default(''),
  avatar_static: z.string().nullish(),
  followers_count: z.number().nullish(),
})

const mention = z.object({ id: z.string(), acct: z.string(), url: z.string() })

const attachment = z.object({
  type: z.string(),
  url: z.string().nullish(),
  remote_url: z.string().nullish(),
  description: z.string().nullish(),
})

const quoted = z.object({ uri: z.string(), url: z.string().nullish() })

export const status = z.object({
  id: z.string(),
  uri: z.string(),
  url: z.string().nullish(),
  created_at: z.string(),
  edited_at: z.string().nullish(),
  account,
  content: z.string(),
  visibility: z.string(),
  spoiler_text: z.string().default(''),
  language: z.string().nullish(),
  in_reply_to_id: z.string().nullish(),
  in_reply_to_account_id: z.string().nullish(),
  mentions: z.array(mention).default([]),
  media_attachments: z.array(attachment).default([]),
  reblog: z.object({ id: z.string() }).nullish(),
  quote: z.object({ quoted_status: quoted.nullish() }).nullish(),
})
export type Status = z.infer<typeof status>

export const notification = z.object({ id: z.string(), type: z.string(), created_at: z.string(), status: z.unknown() })

export const context = z.object({ ancestors: z.array(z.unknown()), descendants: z.array(z.unknown()) })

export const conversation = z.object({ id: z.string(), last_status: z.unknown() })

export const relationship = z.object({ id: z.string(), blocked_by: z.boolean().default(false) })

export const uploaded = z.object({ id: z.string(), url: z.string().nullish() })

/** The parts that every make of server gives at the same place; the rest differs between v1 and v2 of the entity. */
export const instance = z.object({
  version: z.string(),
  domain: z.string().optional(),
  uri: z.string().optional(),
  urls: z.object({ streaming_api: z.string().optional() }).nullish(),
  configuration: z
    .object({
      urls: z.object({ streaming: z.string().optional() }).nullish(),
      statuses: z
        .object({ max_characters: z.number(), characters_reserved_per_url: z.number().default(23), max_media_attachments: z.number().default(4) })
        .nullish(),
      media_attachments: z
        .object({ supported_mime_types: z.array(z.string()).default([]), image_size_limit: z.number().optional(), video_size_limit: z.number().optional() })
        .nullish(),
    })
    .nullish(),
})
