import { z } from 'zod'

/**
 * X's own shapes, read in both of its vocabularies: `post.fields` answers with `referenced_posts` and `note_post`,
 * the older `tweet.fields` (and still some writes) with `referenced_tweets` and `note_tweet`. An unknown or missing
 * field never fails at X, so what we can't do without is required here.
 */
const entities = z.object({
  mentions: z.array(z.object({ id: z.string().nullish(), username: z.string().nullish() })).nullish(),
  urls: z.array(z.object({ url: z.string(), expanded_url: z.string(), media_key: z.string().optional() })).nullish(),
})
export type Entities = z.infer<typeof entities>

const note = z.object({ text: z.string(), entities: entities.nullish() })
const references = z.array(z.object({ type: z.string(), id: z.string() }))
const attachments = z.object({ media_keys: z.array(z.string()).nullish() })
const instant = z.string().transform((written) => Temporal.Instant.from(written))

const post = z
  .object({
    id: z.string(),
    text: z.string(),
    author_id: z.string(),
    created_at: instant,
    conversation_id: z.string().optional(),
    in_reply_to_user_id: z.string().nullish(),
    lang: z.string().optional(),
    display_text_range: z.array(z.number()).nullish(),
    entities: entities.nullish(),
    attachments: attachments.nullish(),
    note_post: note.nullish(),
    note_tweet: note.nullish(),
    referenced_posts: references.nullish(),
    referenced_tweets: references.nullish(),
    edit_history_post_ids: z.array(z.string()).nullish(),
    edit_history_tweet_ids: z.array(z.string()).nullish(),
  })
  .transform(({ note_post, note_tweet, referenced_posts, referenced_tweets, edit_history_post_ids, edit_history_tweet_ids, ...rest }) => {
    const long = note_post ?? note_tweet
    const refers = referenced_posts ?? referenced_tweets ?? []
    return {
      ...rest,
      text: withoutPrefix(long?.text ?? rest.text, rest.text, rest.display_text_range?.[0] ?? 0),
      entities: long ? { ...rest.entities, ...long.entities } : (rest.entities ?? undefined),
      editions: edit_history_post_ids ?? edit_history_tweet_ids ?? [],
      refersTo: (type: string) => refers.find((reference) => reference.type === type)?.id ?? null,
    }
  })
export type Post = z.output<typeof post>

/** X writes the answered people in front of every reply and shows the text without them, counted in code points. */
function withoutPrefix(text: string, short: string, start: number): string {
  const prefix = [...short].slice(0, start).join('')
  return text.startsWith(prefix) ? text.slice(prefix.length) : text
}

const user = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  profile_image_url: z.string().optional(),
  public_metrics: z.object({ followers_count: z.number().optional() }).optional(),
})
export type User = z.infer<typeof user>

const media = z.object({
  media_key: z.string(),
  type: z.string(),
  url: z.string().optional(),
  preview_image_url: z.string().optional(),
  alt_text: z.string().optional(),
  variants: z.array(z.object({ url: z.string(), content_type: z.string(), bit_rate: z.number().optional() })).optional(),
})
export type MediaObject = z.infer<typeof media>

/** Posts in `includes` may be cut short by their authors' settings: only what is whole is used. */
const quotedPost = z.object({
  id: z.string(),
  text: z.string(),
  author_id: z.string().optional(),
  created_at: instant.optional(),
  entities: entities.nullish(),
  note_post: note.nullish(),
  note_tweet: note.nullish(),
})

const includes = z
  .object({ users: z.array(user).optional(), media: z.array(media).optional(), posts: z.array(quotedPost).optional(), tweets: z.array(quotedPost).optional() })
  .optional()
  .transform((included) => ({ users: included?.users ?? [], media: included?.media ?? [], posts: included?.posts ?? included?.tweets ?? [] }))
export type Includes = z.output<typeof includes>

const directMessage = z.object({
  id: z.string(),
  event_type: z.literal('MessageCreate'),
  text: z.string().default(''),
  sender_id: z.string(),
  created_at: instant,
  dm_conversation_id: z.string(),
  attachments: attachments.nullish(),
  entities: entities.nullish(),
})

const problem = z.object({ resource_id: z.string(), type: z.string() })

/** A post, as `GET /2/tweets/:id` answers it. */
export const postItem = z.object({ data: post, includes })
/** A direct message, as `GET /2/dm_events/:id` answers it. */
export const directItem = z.object({ data: directMessage, includes })
/** X's answer that a post is gone, with the time we asked. */
export const goneItem = z.object({ errors: z.tuple([problem]), seen_at: instant })
