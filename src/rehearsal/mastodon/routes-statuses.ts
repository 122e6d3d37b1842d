import { type Answer, type Exchange, type Fields, HttpError, invalid, notFound, readBody } from './exchange.ts'
import { lostTo } from './faults.ts'
import { presentStatus } from './present.ts'
import { type Draft, edit, speak, unsay } from './speak.ts'
import { type RawVisibility, type Status, type Upload, canSee } from './world.ts'

const VISIBILITIES: readonly string[] = ['public', 'unlisted', 'private', 'direct'] satisfies RawVisibility[]
const BULK_MAX = 20

function visibleStatus(exchange: Exchange, id: string | undefined): Status {
  const { square, token } = exchange
  const status = square.world.statuses.get(id ?? '')
  const viewer = token?.person ?? null
  if (!status || !canSee(status, viewer) || lostTo(square.faults, status, viewer)) throw notFound()
  return status
}

export function showStatus(exchange: Exchange): Answer {
  return answer(exchange, visibleStatus(exchange, exchange.parts[0]))
}

export function showStatuses(exchange: Exchange): Answer {
  const ids = exchange.url.searchParams.getAll('id[]')
  if (ids.length > BULK_MAX) throw new HttpError(422, `Too many statuses: ${BULK_MAX} at most`)
  const { square, me } = exchange
  const found = ids.flatMap((id) => square.world.statuses.get(id) ?? []).filter((one) => canSee(one, me) && !lostTo(square.faults, one, me))
  return { json: found.map((one) => presentStatus(square.world, one, me)) }
}

export function showContext(exchange: Exchange): Answer {
  const status = visibleStatus(exchange, exchange.parts[0])
  const { square, me } = exchange
  const seen = (one: Status) => canSee(one, me)
  const ancestors: Status[] = []
  for (let at = status.parent; at; at = at.parent) ancestors.unshift(at)
  const under = new Set([status])
  for (const one of square.world.statuses.values()) if (one.parent && under.has(one.parent)) under.add(one)
  const show = (one: Status) => presentStatus(square.world, one, me)
  return { json: { ancestors: ancestors.filter(seen).map(show), descendants: [...under].slice(1).filter(seen).map(show) } }
}

export function showSource(exchange: Exchange): Answer {
  const { id, text, contentWarning } = ownStatus(exchange)
  return { json: { id, text, spoiler_text: contentWarning } }
}

export async function createStatus(exchange: Exchange): Promise<Answer> {
  const { square, me, request } = exchange
  const fields = await readBody(request)
  const key = request.headers['idempotency-key']
  const keyed = typeof key === 'string' && !square.quirks.ignoreIdempotencyKey ? `${me.id} ${key}` : null
  const before = keyed ? square.world.statuses.get(square.keys.get(keyed) ?? '') : undefined
  if (before && !before.deleted) return answer(exchange, before)
  const status = speak(square.world, me, draftOf(exchange, fields))
  if (keyed) square.keys.set(keyed, status.id)
  square.heard(status.id)
  return answer(exchange, status)
}

export async function editStatus(exchange: Exchange): Promise<Answer> {
  const status = ownStatus(exchange)
  const fields = await readBody(exchange.request)
  const media = fields.has('media_ids') ? attachments(exchange, fields) : status.media
  const text = fields.text('status') ?? ''
  checkLength(exchange, text, fields.text('spoiler_text') ?? '', media)
  edit(exchange.square.world, status, { text, contentWarning: fields.text('spoiler_text'), media })
  return answer(exchange, status)
}

export function deleteStatus(exchange: Exchange): Answer {
  const status = ownStatus(exchange)
  const last = { ...presentStatus(exchange.square.world, status, exchange.me), text: status.text }
  unsay(exchange.square.world, status)
  return { json: last }
}

function draftOf(exchange: Exchange, fields: Fields): Draft {
  const text = fields.text('status') ?? ''
  const contentWarning = fields.text('spoiler_text') ?? ''
  const visibility = fields.text('visibility') ?? 'public'
  if (!isVisibility(visibility)) throw invalid('Visibility is not included in the list')
  const media = attachments(exchange, fields)
  checkLength(exchange, text, contentWarning, media)
  const quoted = fields.text('quoted_status_id')
  return {
    text,
    contentWarning,
    visibility,
    media,
    language: fields.text('language') ?? 'en',
    parent: parentOf(exchange, fields.text('in_reply_to_id')),
    quotes: quoted ? visibleStatus(exchange, quoted) : null,
  }
}

function parentOf(exchange: Exchange, id: string | undefined): Status | null {
  if (!id) return null
  try {
    return visibleStatus(exchange, id)
  } catch {
    throw new HttpError(404, 'The post you are trying to reply to does not appear to exist.')
  }
}

function attachments({ square }: Exchange, fields: Fields): Upload[] {
  const ids = fields.list('media_ids')
  if (ids.length > 4) throw invalid('Cannot attach more than 4 files')
  return ids.map((id) => {
    const upload = square.world.media.get(id)
    if (!upload) throw notFound()
    if (upload.readyAt > Date.now()) throw invalid('Cannot attach files that have not finished processing. Try again in a moment!')
    return upload
  })
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function checkLength({ square }: Exchange, text: string, contentWarning: string, media: Upload[]): void {
  if (!text.trim() && media.length === 0) throw invalid("Text can't be blank")
  const counted = contentWarning + text.replace(/https?:\/\/\S+/g, 'x'.repeat(23)).replace(/(?<=@\w+)@[\w.-]+/g, '')
  if ([...graphemes.segment(counted)].length > square.quirks.maxCharacters) throw invalid(`Text character limit of ${square.quirks.maxCharacters} exceeded`)
}

function ownStatus(exchange: Exchange): Status {
  const status = visibleStatus(exchange, exchange.parts[0])
  if (status.author !== exchange.me) throw notFound()
  return status
}

function isVisibility(word: string): word is RawVisibility {
  return VISIBILITIES.includes(word)
}

function answer({ square, token }: Exchange, status: Status): Answer {
  return { json: presentStatus(square.world, status, token?.person ?? null) }
}
