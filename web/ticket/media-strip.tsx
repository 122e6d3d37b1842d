import { useLingui } from '@lingui/react/macro'
import type { Media } from '../contract.ts'
import { Icon } from '../ui/icon.tsx'

/** What came with a message, from our own server only. */
export function MediaStrip({ media }: { media: readonly Media[] }) {
  if (media.length === 0) return null
  return (
    <ul className="mt-2 flex flex-wrap gap-2">
      {media.map((one, index) => (
        <li key={index}>
          <One media={one} />
        </li>
      ))}
    </ul>
  )
}

function One({ media }: { media: Media }) {
  const { t } = useLingui()
  const name = media.name ?? media.description ?? media.mime
  if (!media.url)
    return (
      <span className="flex items-center gap-1.5 text-sm text-faint">
        <Icon name="clip" size={14} /> {t`${name} (not kept)`}
      </span>
    )
  if (media.kind === 'image') return <Picture url={media.url} description={media.description} />
  return (
    <a
      href={media.url}
      download={media.kind === 'file' ? media.name : undefined}
      target="_blank"
      rel="noopener noreferrer"
      className="flex items-center gap-1.5 rounded-md border border-line px-2.5 py-1 text-sm text-ink no-underline hover:bg-stone"
    >
      <Icon name="clip" size={14} /> {name}
    </a>
  )
}

/** With what its author wrote for who can't see it, which often says more than the picture. */
function Picture({ url, description }: { url: string; description: string | undefined }) {
  const { t } = useLingui()
  return (
    <figure className="max-w-full">
      <a href={url} target="_blank" rel="noopener noreferrer" className="inline-block">
        <img
          src={url}
          alt={description ?? t`Image without a description`}
          loading="lazy"
          decoding="async"
          className="max-h-56 min-h-10 max-w-full min-w-10 rounded-md border border-line bg-stone object-contain"
        />
      </a>
      {description ? <figcaption className="text-xs text-soft">{description}</figcaption> : null}
    </figure>
  )
}
