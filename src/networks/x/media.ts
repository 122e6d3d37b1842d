import type { Media } from '../../domain/incoming.ts'
import type { MediaObject } from './payload.ts'

/** The media with these keys, in the post's order; one that X did not include can't be shown and is left out. */
export function mediaOf(keys: string[] | null | undefined, included: MediaObject[]): Media[] {
  return (keys ?? []).flatMap((key) => {
    const object = included.find((object) => object.media_key === key)
    return object ? [object.type === 'photo' ? photo(object) : moving(object)] : []
  })
}

function photo(object: MediaObject): Media {
  const png = /(?:\.png$|format=png)/.test(object.url ?? '')
  return { kind: 'image', url: object.url ?? null, mime: png ? 'image/png' : 'image/jpeg', description: object.alt_text }
}

/** Of a film X offers several sizes; the best one that plays as a file. A film without any shows its first picture. */
function moving(object: MediaObject): Media {
  const files = (object.variants ?? []).filter((variant) => variant.content_type === 'video/mp4')
  const best = files.toSorted((a, b) => (b.bit_rate ?? 0) - (a.bit_rate ?? 0))[0]
  if (best) return { kind: 'video', url: best.url, mime: 'video/mp4', description: object.alt_text }
  return { kind: 'image', url: object.preview_image_url ?? null, mime: 'image/jpeg', description: object.alt_text }
}
