import type { Media } from '../../domain/incoming.ts'

/** The entity has no type of its own, only a kind and a file name at the end of the address. */
export function mimeOf(url: string, kind: Media['kind']): string {
  const ending = /\.(\w+)$/.exec(URL.parse(url)?.pathname ?? '')?.[1]?.toLowerCase() ?? ''
  return BY_ENDING.get(ending) ?? BY_KIND[kind]
}

const BY_ENDING = new Map(Object.entries({
  jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', gif: 'image/gif', webp: 'image/webp', avif: 'image/avif',
  mp4: 'video/mp4', webm: 'video/webm', mov: 'video/quicktime', mp3: 'audio/mpeg', ogg: 'audio/ogg', wav: 'audio/wav', flac: 'audio/flac',
})) // prettier-ignore

/** Where the name says nothing: what servers convert to. */
const BY_KIND: Record<Media['kind'], string> = { image: 'image/jpeg', video: 'video/mp4', audio: 'audio/mpeg', file: 'application/octet-stream' }
