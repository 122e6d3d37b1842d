import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import { fileKind, mayShowInline } from '../platform/file-kind.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { readMessage } from '../storage/messages.ts'
import { insertUpload, readOwnMedia } from '../storage/uploads.ts'
import type { ByMedia } from './contract/lists.ts'
import type { Upload } from './contract/tickets.ts'
import type { HttpNeeds } from './needs.ts'
import { shownMedia } from './present-timeline.ts'
import type { Ask } from './route.ts'

const LONGEST_NAME = 120

/** Keeps one file for a reply that is being written. What it is, its bytes say. */
export async function keepUpload({ caller, request }: Ask, { db }: HttpNeeds): Promise<z.infer<typeof Upload>> {
  const file = await request.file()
  if (!file) throw new PlazaError('invalid', 'file-missing', 'Send one file, as a form.')
  const bytes = await file.toBuffer()
  // The library tells of a file cut at the limit only when its last piece was still to be read.
  if (file.file.truncated) throw new PlazaError('too-large', 'too-large', 'Ten megabytes are the most that can go with a reply.')
  const mime = fileKind(bytes)
  if (!mime) throw new PlazaError('invalid', 'file-kind', 'Pictures, sounds, films, PDF and plain text can go with a reply; this is something else.')
  const name = plainName(file.filename)
  const id = await insertUpload(db, { workspaceId: caller.workspace.id, memberId: caller.member.id, name, mime, bytes })
  return { id, name, mime, bytes: bytes.length }
}

/** The bytes of an attachment, through us: no browser of ours asks a third party, and nothing it says can run here. */
export async function readMedia({ caller, params, reply }: Ask<{ params: typeof ByMedia }>, needs: HttpNeeds): Promise<FastifyReply> {
  const message = await readMessage(needs.db, caller.workspace.id, params.id)
  const media = shownMedia(message)[params.n]
  if (!media?.url) throw new PlazaError('not-found', 'not-found', 'There is no such attachment.')
  const { mime, body } = media.url.startsWith('upload:')
    ? await ownBytes(needs, caller.workspace.id, media.url.slice('upload:'.length))
    : await foreignBytes(needs, message.account?.id ?? null, media.url)
  const kind = mayShowInline(mime) ? mime : 'application/octet-stream'
  const manner = mayShowInline(mime) ? 'inline' : 'attachment'
  return reply
    .type(kind)
    .header('content-disposition', `${manner}; filename*=UTF-8''${encodeURIComponent(plainName(media.name ?? 'file'))}`)
    .header('content-security-policy', "sandbox; default-src 'none'")
    .send(body)
}

async function ownBytes({ db }: HttpNeeds, workspaceId: string, id: string): Promise<{ mime: string; body: Buffer }> {
  const own = await readOwnMedia(db, workspaceId, id)
  if (!own) throw new PlazaError('not-found', 'not-found', 'This attachment is gone.')
  return { mime: own.mime, body: own.bytes }
}

async function foreignBytes(needs: HttpNeeds, accountId: string | null, url: string): Promise<{ mime: string; body: Readable }> {
  if (accountId === null) throw new PlazaError('not-found', 'not-found', 'The account that this came through is gone.')
  try {
    const { mime, body } = await needs.fetchMedia(accountId, url)
    return { mime: mime.split(';', 1)[0]!.trim().toLowerCase(), body: Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]) }
  } catch (cause) {
    if (cause instanceof PlazaError) throw cause
    needs.log.info({ err: cause }, 'an attachment could not be fetched')
    throw new PlazaError('unavailable', 'media-unavailable', 'The network does not give this attachment now.', cause)
  }
}

/** Without folders, control characters or anything that a file system could mind. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return last.replace(/[\p{C}"*:<>?|]/gu, '').slice(-LONGEST_NAME) || 'file'
}
