import { setTimeout as sleep } from 'node:timers/promises'
import type { OutgoingMedia } from '../../domain/outgoing.ts'
import { NetworkFailure, type Line } from '../network.ts'
import { asAccount } from './as-account.ts'
import { kindOf, type MediaKind } from './length.ts'
import { MEDIA_BYTES } from './limits.ts'

/** Bytes a piece, before base64: X takes up to 5 MB a call. */
const PIECE = 3_145_728
const PATIENCE_SECONDS = 300

/** X will not take this attachment: a refusal, never worth a retry. */
export class MediaRejected extends Error {}

/**
 * Uploads one attachment in pieces and waits until X has digested it; answers its media id, which X keeps for a day.
 * Nothing is public yet, so a failure here means that nothing was said. Throws `MediaRejected`, or the library's `ApiError`.
 */
export async function upload(line: Line, media: OutgoingMedia, isPrivate: boolean): Promise<string> {
  const bytes = await media.read()
  const kind = kindOf(media)
  if (!kind || bytes.byteLength > MEDIA_BYTES[kind]) throw new MediaRejected(`${media.mime}, ${bytes.byteLength} bytes`)
  const id = await initialize(line, { media, kind, isPrivate, size: bytes.byteLength })
  for (let piece = 0; piece * PIECE < bytes.byteLength; piece++) {
    const part = Buffer.from(bytes.subarray(piece * PIECE, (piece + 1) * PIECE)).toString('base64')
    await asAccount(line, (x) => x.media.appendUpload(id, { media: part, segmentIndex: piece }))
  }
  await digested(line, id)
  const { description } = media
  if (description) await asAccount(line, (x) => x.media.createMetadata({ id, metadata: { altText: { text: description.slice(0, 1_000) } } }))
  return id
}

async function initialize(
  line: Line,
  { media, kind, isPrivate, size }: { media: OutgoingMedia; kind: MediaKind; isPrivate: boolean; size: number },
): Promise<string> {
  const answer = await asAccount(line, (x) =>
    x.media.initializeUpload({
      totalBytes: size,
      mediaCategory: `${isPrivate ? 'dm' : 'tweet'}_${kind}`,
      // Checked against our own list of kinds, which is a part of the library's.
      mediaType: media.mime as 'image/jpeg',
    }),
  )
  if (!answer.data?.id) throw new MediaRejected('no media id')
  return answer.data.id
}

async function digested(line: Line, id: string): Promise<void> {
  let work = (await asAccount(line, (x) => x.media.finalizeUpload(id))).data?.processingInfo
  for (let waited = 0; work && work.state !== 'succeeded';) {
    if (work.state === 'failed' || waited > PATIENCE_SECONDS) throw new MediaRejected(`processing: ${work.state}`)
    const seconds = work.checkAfterSecs ?? 1
    await pause(seconds, line.signal)
    waited += seconds
    work = (await asAccount(line, (x) => x.media.getUploadStatus(id, { command: 'STATUS' }))).data?.processingInfo
  }
}

async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(seconds * 1000, undefined, { signal })
  } catch (error) {
    throw new NetworkFailure({ do: 'try-later', code: 'network-down', at: null }, 'stopped while X was digesting', error)
  }
}
