import { z } from 'zod'
import type { Media } from '../../domain/incoming.ts'
import { parsePostUri } from './uri.ts'

export interface ReadEmbed {
  media: Media[]
  quotes: { uri: string; author: string } | null
}

/**
 * Media and quotation of a post: addresses from the view, types from the record, which alone knows them.
 * An embed of a kind that we don't know says nothing; the post itself is still read.
 */
export function readEmbed(view: unknown, record: unknown): ReadEmbed {
  const embed = View.safeParse(view).data
  if (!embed) return { media: [], quotes: null }
  const source = Source.safeParse(record).data
  const media = embed.media ?? embed
  const mediaSource = source?.media ?? source
  return { media: [...images(media, mediaSource), ...video(media), ...linkCard(media)], quotes: quotation(embed.record) }
}

const Parts = z.looseObject({
  images: z.array(z.looseObject({ fullsize: z.string(), alt: z.string().optional() })).optional(),
  playlist: z.string().optional(),
  alt: z.string().optional(),
  external: z.looseObject({ uri: z.string(), title: z.string(), description: z.string() }).optional(),
})

/** A quoted post is `record`, or `record.record` where media stands beside it. A quotation of what is gone or blocked has no author. */
const Quoted = z.looseObject({ uri: z.string().optional(), record: z.looseObject({ uri: z.string().optional() }).optional() })

const View = Parts.extend({ media: Parts.optional(), record: Quoted.optional() })
type Parts = z.infer<typeof Parts>

const Blob = z.looseObject({ mimeType: z.string(), size: z.number().optional() })
const SourceParts = z.looseObject({ images: z.array(z.looseObject({ image: Blob })).optional() })
const Source = SourceParts.extend({ media: SourceParts.optional() })

function images(view: Parts, source: z.infer<typeof SourceParts> | undefined): Media[] {
  return (view.images ?? []).map(({ fullsize, alt }, index) => {
    const blob = source?.images?.[index]?.image
    return {
      kind: 'image',
      url: fullsize,
      mime: blob?.mimeType ?? 'image/jpeg',
      ...(alt ? { description: alt } : {}),
      ...(blob?.size ? { bytes: blob.size } : {}),
    }
  })
}

/** The network serves a video as an HLS playlist, whatever was uploaded. */
function video({ playlist, alt }: Parts): Media[] {
  return playlist ? [{ kind: 'video', url: playlist, mime: 'application/vnd.apple.mpegurl', ...(alt ? { description: alt } : {}) }] : []
}

/** The card of a link, which is often the only place where its whole address stands. */
function linkCard({ external }: Parts): Media[] {
  return external ? [{ kind: 'file', url: external.uri, mime: 'text/html', name: external.title, description: external.description }] : []
}

function quotation(record: z.infer<typeof Quoted> | undefined): ReadEmbed['quotes'] {
  const uri = record?.uri ?? record?.record?.uri
  const id = uri ? parsePostUri(uri) : null
  return uri && id ? { uri, author: id.did } : null
}
