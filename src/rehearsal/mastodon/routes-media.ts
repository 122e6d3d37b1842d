import { type Answer, type Exchange, HttpError, invalid, notFound, readBody } from './exchange.ts'
import { presentMedia } from './present.ts'
import { type Upload, nextId } from './world.ts'

export const MIME = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4', 'video/webm', 'audio/mpeg', 'audio/ogg']
export const IMAGE_BYTES = 16_777_216

export async function createMedia({ square, request }: Exchange): Promise<Answer> {
  const fields = await readBody(request)
  const file = fields.file('file')
  if (!file) throw invalid("File can't be blank")
  if (!MIME.includes(file.type)) throw invalid('File content type is invalid, File is invalid')
  if (file.size > IMAGE_BYTES) throw new HttpError(413, 'Request entity too large')
  const { processingMs } = square.quirks
  const upload: Upload = {
    id: nextId(),
    name: file.name,
    mime: file.type,
    bytes: new Uint8Array(await file.arrayBuffer()),
    description: fields.text('description') ?? null,
    readyAt: Date.now() + processingMs,
  }
  square.world.media.set(upload.id, upload)
  return { status: processingMs > 0 ? 202 : 200, json: presentMedia(upload, processingMs === 0) }
}

export function showMedia(exchange: Exchange): Answer {
  const upload = find(exchange)
  const ready = upload.readyAt <= Date.now()
  return { status: ready ? 200 : 206, json: presentMedia(upload, ready) }
}

export async function describeMedia(exchange: Exchange): Promise<Answer> {
  const upload = find(exchange)
  upload.description = (await readBody(exchange.request)).text('description') ?? upload.description
  return { json: presentMedia(upload) }
}

function find({ square, parts }: Exchange): Upload {
  const upload = square.world.media.get(parts[0] ?? '')
  if (!upload) throw notFound()
  return upload
}
