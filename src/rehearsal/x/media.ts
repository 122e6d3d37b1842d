import { invalid, notFound } from './problem.ts'
import type { Attachment, Person, World } from './world.ts'
import type { Route } from './call.ts'

interface Upload {
  id: string
  owner: Person
  mime: string
  category: string
  total: number
  pieces: Map<number, Buffer>
  state: 'open' | 'pending' | 'succeeded'
  description?: string
}

/** What was uploaded and what was attached, by id. */
export interface Media {
  uploads: Map<string, Upload>
  attached: Map<string, Attachment>
}

export function openMedia(): Media {
  return { uploads: new Map(), attached: new Map() }
}

const BYTES: Record<string, number> = { image: 5_242_880, gif: 15_728_640, video: 536_870_912 }
const PIECE = 5_242_880

/** Takes finished uploads of this person for a message; each serves once. Throws X's 400. */
export function takeUploads(media: Media, owner: Person, ids: unknown, prefix: 'tweet' | 'dm'): Attachment[] {
  if (ids === undefined) return []
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > 4) throw invalid('media.media_ids', 'Your media IDs are invalid.')
  const uploads = ids.map((id) => media.uploads.get(String(id)))
  const fit = uploads.flatMap((upload) => (upload?.owner === owner && upload.state === 'succeeded' && upload.category.startsWith(`${prefix}_`) ? [upload] : []))
  const alone = fit.some((upload) => upload.category !== `${prefix}_image`)
  if (fit.length !== ids.length || (alone && fit.length > 1)) throw invalid('media.media_ids', 'Your media IDs are invalid.')
  return fit.map((upload) => attach(media, { id: upload.id, mime: upload.mime, name: upload.id, bytes: bytesOf(upload), description: upload.description }))
}

/** X's media key starts with a digit for the kind. */
export function attach(media: Media, attachment: Omit<Attachment, 'key'>): Attachment {
  const kind = attachment.mime === 'image/gif' ? 16 : attachment.mime.startsWith('video/') ? 7 : 3
  const whole = { ...attachment, key: `${kind}_${attachment.id}` }
  media.attached.set(whole.id, whole)
  return whole
}

export const MEDIA_ROUTES: Route[] = [
  {
    method: 'POST',
    path: '/2/media/upload/initialize',
    endpoint: 'POST /2/media/upload/initialize',
    answer: ({ me, body }, { world, media }) => ({ data: presentUpload(initialize(media, world, me, body)) }),
  },
  {
    method: 'POST',
    path: '/2/media/upload/:id/append',
    endpoint: 'POST /2/media/upload/:id/append',
    answer: ({ me, params, body }, { media }) => append(uploadOf(media, me, params.id), body),
  },
  {
    method: 'POST',
    path: '/2/media/upload/:id/finalize',
    endpoint: 'POST /2/media/upload/:id/finalize',
    answer: ({ me, params }, { media }) => ({ data: presentUpload(finalize(uploadOf(media, me, params.id))) }),
  },
  {
    method: 'GET',
    path: '/2/media/upload',
    endpoint: 'GET /2/media/upload',
    answer: ({ me, query }, { media }) => {
      const upload = uploadOf(media, me, query.get('media_id') ?? '')
      if (upload.state === 'pending') upload.state = 'succeeded'
      return { data: { ...presentUpload(upload), processing_info: { state: upload.state, progress_percent: 100 } } }
    },
  },
  {
    method: 'POST',
    path: '/2/media/metadata',
    endpoint: 'POST /2/media/metadata',
    answer: ({ me, body }, { media }) => {
      const { id, metadata } = body as { id: string; metadata?: { alt_text?: { text?: string } } }
      uploadOf(media, me, id).description = metadata?.alt_text?.text
      return { data: { id, associated_metadata: metadata } }
    },
  },
]

function initialize(media: Media, world: World, owner: Person, body: unknown): Upload {
  const { media_type: mime, media_category: category, total_bytes: total } = body as Record<string, unknown>
  const kind = typeof category === 'string' ? (/^(?:tweet|dm)_(image|gif|video)$/.exec(category)?.[1] ?? '') : ''
  if (typeof mime !== 'string' || typeof category !== 'string' || typeof total !== 'number')
    throw invalid('media_category', 'media_type, media_category and total_bytes are required')
  if (total > (BYTES[kind] ?? 0) || mime.startsWith('video/') !== (kind === 'video')) throw invalid('total_bytes', 'media: the file does not fit its category')
  const upload: Upload = { id: world.nextId(), owner, mime, category, total, pieces: new Map(), state: 'open' }
  media.uploads.set(upload.id, upload)
  return upload
}

function append(upload: Upload, body: unknown): unknown {
  const { media, segment_index: index } = body as { media?: unknown; segment_index?: unknown }
  if (typeof media !== 'string' || typeof index !== 'number') throw invalid('segment_index', 'media and segment_index are required')
  const piece = Buffer.from(media, 'base64')
  if (piece.byteLength > PIECE) throw invalid('media', 'media: a segment must not exceed 5 MB')
  upload.pieces.set(index, piece)
  return { data: { expires_at: Math.floor(Date.now() / 1000) + 86_400 } }
}

function finalize(upload: Upload): Upload {
  if (bytesOf(upload).byteLength !== upload.total) throw invalid('total_bytes', 'media: segments do not add up to total_bytes')
  upload.state = upload.category.endsWith('_image') ? 'succeeded' : 'pending'
  return upload
}

function bytesOf(upload: Upload): Buffer {
  return Buffer.concat([...upload.pieces].toSorted(([a], [b]) => a - b).map(([, piece]) => piece))
}

function uploadOf(media: Media, owner: Person, id: string | undefined): Upload {
  const upload = media.uploads.get(id ?? '')
  if (!upload || upload.owner !== owner) throw notFound('tweet', id ?? '')
  return upload
}

function presentUpload({ id, mime, total, state }: Upload): Record<string, unknown> {
  const processing = state === 'pending' ? { processing_info: { state, check_after_secs: 1 } } : {}
  return { id, media_key: `${mime.startsWith('video/') ? 7 : 3}_${id}`, size: total, expires_after_secs: 86_400, ...processing }
}
