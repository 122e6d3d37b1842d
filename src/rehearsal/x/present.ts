import { createHash } from 'node:crypto'
import twitter from 'twitter-text'
import { fullText } from './act.ts'
import type { Asked } from './query.ts'
import { latest, type Attachment, type Direct, type Person, type Post } from './world.ts'

type Wire = Record<string, unknown>

/** An answer under way: X sends what is referred to apart, once each, and only what was asked for. */
export interface Answer {
  origin: string
  asked: Asked
  users: Set<Person>
  posts: Set<Wire>
  media: Set<Attachment>
  /** The message whose pictures stand behind access, by picture. */
  behind: Map<Attachment, Direct>
}

export function openAnswer(origin: string, asked: Asked): Answer {
  return { origin, asked, users: new Set(), posts: new Set(), media: new Set(), behind: new Map() }
}

export function presentPost(said: Post, answer: Answer): Wire {
  const { expansions } = answer.asked
  const wire = barePost(said, answer)
  if (expansions.has('author_id')) Object.assign(wire, { author_id: include(answer, said.author) })
  if (expansions.has('in_reply_to_user_id') && said.parent) Object.assign(wire, { in_reply_to_user_id: include(answer, said.parent.author) })
  if (expansions.has('referenced_posts')) Object.assign(wire, references(said, answer))
  if (expansions.has('edit_history_post_ids'))
    for (const edition of said.editions) answer.posts.add({ ...barePost(said, answer, edition), author_id: said.author.id })
  if (said.media.length > 0 && answer.asked.fields('post').has('attachments')) wire.attachments = { media_keys: said.media.map((medium) => medium.key) }
  if (expansions.has('attachments.media_keys')) for (const medium of said.media) answer.media.add(medium)
  return wire
}

export function presentDirect(said: Direct, answer: Answer): Wire {
  const fields = answer.asked.fields('dm_event')
  const { text, links } = shorten(said.text)
  const all: Wire = {
    created_at: said.at.toString({ smallestUnit: 'millisecond' }),
    dm_conversation_id: said.conversation,
    entities: entitiesOf(text, [], links),
  }
  const wire: Wire = { id: said.id, event_type: 'MessageCreate', text: escaped(text), ...only(all, fields) }
  if (answer.asked.expansions.has('sender_id')) wire.sender_id = include(answer, said.sender)
  if (said.media.length > 0 && fields.has('attachments')) wire.attachments = { media_keys: said.media.map((medium) => medium.key) }
  for (const medium of said.media) {
    answer.media.add(medium)
    answer.behind.set(medium, said)
  }
  return wire
}

export function includesOf(answer: Answer): Wire {
  const includes: Wire = {}
  if (answer.users.size > 0) includes.users = [...answer.users].map((person) => presentPerson(person, answer.asked))
  if (answer.posts.size > 0) includes.posts = [...answer.posts]
  if (answer.media.size > 0) includes.media = [...answer.media].map((medium) => presentMedia(medium, answer))
  return Object.keys(includes).length > 0 ? { includes } : {}
}

export function presentPerson(person: Person, asked: Asked): Wire {
  const all: Wire = {
    profile_image_url: `https://pbs.x.invalid/profile_images/${person.id}/normal.jpg`,
    description: person.bio,
    created_at: '2024-01-01T00:00:00.000Z',
    verified: person.verified,
    public_metrics: { followers_count: person.followers },
    subscription_type: 'None',
  }
  return { id: person.id, username: person.handle, name: person.name, ...only(all, asked.fields('user')) }
}

function barePost(said: Post, answer: Answer, edition = latest(said)): Wire {
  const full = fullText(said, edition.text)
  const pictures = said.media.map((medium) => ({
    url: shortened(medium.key),
    expanded_url: `https://x.com/${said.author.handle}/status/${edition.id}/photo/1`,
    media_key: medium.key,
  }))
  const { text, links } = shorten(full)
  const whole = [text, ...pictures.map((picture) => picture.url)].join(' ')
  const all: Wire = {
    created_at: edition.at.toString({ smallestUnit: 'millisecond' }),
    conversation_id: said.conversation,
    lang: 'und',
    display_text_range: [full.length - edition.text.length, [...text].length],
    entities: entitiesOf(whole, [...said.prefix, ...said.mentions], [...links, ...pictures]),
  }
  return { id: edition.id, text: escaped(whole), edit_history_post_ids: said.editions.map(({ id }) => id), ...only(all, answer.asked.fields('post')) }
}

function references(said: Post, answer: Answer): Wire {
  const referenced = [
    { type: 'replied_to', post: said.parent },
    { type: 'quoted', post: said.quoted },
  ].flatMap(({ type, post }) => (post ? [{ type, post }] : []))
  for (const { post } of referenced) if (!post.deleted) answer.posts.add({ ...barePost(post, answer), author_id: post.author.id })
  return referenced.length > 0 ? { referenced_posts: referenced.map(({ type, post }) => ({ type, id: latest(post).id })) } : {}
}

function presentMedia(medium: Attachment, { origin, behind, asked }: Answer): Wire {
  const type = medium.mime === 'image/gif' ? 'animated_gif' : medium.mime.startsWith('video/') ? 'video' : 'photo'
  const message = behind.get(medium)
  const url = message ? `${origin}/dm/${message.id}/${medium.id}/${fileOf(medium)}` : `${origin}/media/${medium.id}/${fileOf(medium)}`
  const all: Wire = type === 'photo' ? { url } : { preview_image_url: `${url}.jpg`, variants: [{ bit_rate: 832_000, content_type: 'video/mp4', url }] }
  return { media_key: medium.key, type, ...only({ ...all, ...(medium.description ? { alt_text: medium.description } : {}) }, asked.fields('media')) }
}

export function fileOf(medium: Attachment): string {
  const extension = { 'image/png': 'png', 'image/webp': 'webp', 'image/gif': 'mp4', 'video/mp4': 'mp4' }[medium.mime] ?? 'jpg'
  return `${medium.id}.${extension}`
}

function include(answer: Answer, person: Person): string {
  answer.users.add(person)
  return person.id
}

interface LinkEntity {
  url: string
  expanded_url: string
  media_key?: string
}

function entitiesOf(text: string, people: Person[], links: LinkEntity[]): Wire {
  const placed = (part: string) => ({
    start: text.toLowerCase().indexOf(part.toLowerCase()),
    end: text.toLowerCase().indexOf(part.toLowerCase()) + part.length,
  })
  const mentions = people.map((person) => ({ ...placed(`@${person.handle}`), username: person.handle, id: person.id }))
  const urls = links.map((link) => ({ ...placed(link.url), ...link }))
  return { ...(mentions.length > 0 ? { mentions } : {}), ...(urls.length > 0 ? { urls } : {}) }
}

/** X replaces every address in a text by a short one of its own. */
function shorten(text: string): { text: string; links: LinkEntity[] } {
  const links: LinkEntity[] = []
  let short = text
  for (const { url, indices } of twitter.extractUrlsWithIndices(text).toReversed()) {
    const link = { url: shortened(url), expanded_url: url.includes('://') ? url : `http://${url}` }
    short = short.slice(0, indices[0]) + link.url + short.slice(indices[1])
    links.unshift(link)
  }
  return { text: short, links }
}

function shortened(address: string): string {
  return `https://t.co/${createHash('sha1').update(address).digest('base64url').replace(/[-_]/g, 'x').slice(0, 10)}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function only(all: Wire, asked: Set<string>): Wire {
  return Object.fromEntries(Object.entries(all).filter(([name]) => asked.has(name)))
}
