import type { Line } from '../network.ts'
import { asAccount } from './as-account.ts'

/** A picture of a direct message stands behind its participants' access; X names message, medium and file in its address. */
const DIRECT_MEDIA = /\/dm\/(\d+)\/(\d+)\/([\w.-]+)$/

/** The bytes of an attachment. Throws the library's `ApiError`, or an `Error` when a public file is not there. */
export async function fetchMedia(line: Line, url: string): Promise<{ mime: string; body: ReadableStream<Uint8Array> }> {
  const [, message, medium, file] = DIRECT_MEDIA.exec(new URL(url).pathname) ?? []
  const response: Response = file
    ? await asAccount(line, (x) =>
        x.request('GET', `/2/dm_conversations/media/${message}/${medium}/${file}`, {
          raw: true,
          security: [{ OAuth2UserToken: ['dm.read'] }, { UserToken: [] }],
        }),
      )
    : await line.egress.fetch(url, { signal: line.signal })
  if (!response.ok || !response.body) throw new Error(`media: HTTP ${response.status}`)
  return { mime: response.headers.get('content-type') ?? 'application/octet-stream', body: response.body }
}
