import { render } from './render.ts'
import { type Conversation, type Notification, type Person, type Status, type Upload, type World, canSee, findPerson } from './world.ts'

/** The entities, field by field as docs.joinmastodon.org/entities lists them. */
export function presentAccount(world: World, person: Person) {
  const [user, host] = person.handle.split('@')
  const local = host === world.domain
  const avatar = `https://${host}/avatars/${user}.png`
  return {
    id: person.id,
    username: user,
    acct: local ? user : person.handle,
    display_name: person.profile.name,
    locked: false,
    bot: false,
    discoverable: true,
    group: false,
    created_at: '2024-01-01T00:00:00.000Z',
    note: `<p>${person.profile.bio ?? ''}</p>`,
    url: `https://${host}/@${user}`,
    uri: `https://${host}/users/${user}`,
    avatar,
    avatar_static: avatar,
    header: avatar,
    header_static: avatar,
    followers_count: person.profile.followers ?? 0,
    following_count: 0,
    statuses_count: person.statuses,
    last_status_at: null,
    emojis: [],
    fields: person.profile.verified ? [{ name: 'Web', value: `https://${host}`, verified_at: '2024-01-01T00:00:00.000Z' }] : [],
  }
}

export function presentStatus(world: World, status: Status, viewer: Person | null): Record<string, unknown> {
  const [user, host] = status.author.handle.split('@')
  return {
    id: status.id,
    created_at: instant(status.at),
    in_reply_to_id: status.parent?.id ?? null,
    in_reply_to_account_id: status.parent?.author.id ?? null,
    sensitive: status.contentWarning !== '',
    spoiler_text: status.contentWarning,
    visibility: status.visibility,
    language: status.language,
    uri: status.uri,
    url: `https://${host}/@${user}/${status.id}`,
    replies_count: 0,
    reblogs_count: 0,
    favourites_count: 0,
    edited_at: status.editedAt ? instant(status.editedAt) : null,
    content: render(status.text, world.domain, (handle) => findPerson(world, handle)),
    reblog: null,
    application: null,
    account: presentAccount(world, status.author),
    media_attachments: status.media.map((one) => presentMedia(one)),
    mentions: status.mentions.map((person) => presentMention(world, person)),
    tags: [],
    emojis: [],
    card: null,
    poll: null,
    filtered: [],
    ...(status.quotes
      ? { quote: { state: 'accepted', quoted_status: canSee(status.quotes, viewer) ? presentStatus(world, status.quotes, viewer) : null } }
      : {}),
  }
}

export function presentNotification(world: World, one: Notification) {
  return {
    id: one.id,
    type: one.type,
    created_at: instant(one.at),
    group_key: `ungrouped-${one.id}`,
    account: presentAccount(world, one.from),
    status: presentStatus(world, one.status, one.owner),
  }
}

export function presentConversation(world: World, one: Conversation) {
  const others = [one.last.author, ...one.last.mentions].filter((person) => person !== one.owner)
  return {
    id: one.id,
    unread: one.unread,
    accounts: others.map((person) => presentAccount(world, person)),
    last_status: presentStatus(world, one.last, one.owner),
  }
}

export function presentMedia(one: Upload, ready = true) {
  const type = one.mime === 'image/gif' ? 'gifv' : (one.mime.split('/')[0] ?? 'unknown')
  const url = ready ? `https://files.mastodon.test/${one.id}/${encodeURIComponent(one.name)}` : null
  return { id: one.id, type, url, preview_url: url, remote_url: null, text_url: null, meta: {}, description: one.description, blurhash: null }
}

function presentMention(world: World, person: Person) {
  const { id, username, url, acct } = presentAccount(world, person)
  return { id, username, url, acct }
}

/** Mastodon's own shape: milliseconds and a Z. */
export function instant(at: Temporal.Instant): string {
  return at.round({ smallestUnit: 'millisecond', roundingMode: 'floor' }).toString({ fractionalSecondDigits: 3 })
}
