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
  if (media.kind === 'image') {
    return (
      <a href={media.url} target="_blank" rel="noopener noreferrer" className="block">
        <img
          src={media.url}
          alt={media.description ?? t`Image without a description`}
          loading="lazy"
          decoding="async"
          className="max-h-56 max-w-full rounded-md border border-line bg-stone object-contain"
        />
      </a>
    )
  }
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
