import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { Icon } from '../ui/icon.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { Moment } from '../ui/time.tsx'
import { useTitle } from '../ui/title.ts'
import { Editor, type EditorHandle } from './editor.tsx'
import { versionQuery } from './manual-query.ts'

/** A version as it was published, at the line that something was decided by. */
export function VersionView({ number, line }: { number: number; line: number | undefined }) {
  const { t } = useLingui()
  useTitle(t`Version ${number}`)
  const { data, error, refetch } = useQuery(versionQuery(number))
  const editor = useRef<EditorHandle>(null)
  useEffect(() => {
    if (data && line !== undefined) editor.current?.show(line)
  }, [data, line])
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b border-line bg-panel px-5 py-3">
        <Link to="/manual" search={{}} className="inline-flex items-center gap-1 text-sm text-soft hover:text-ink">
          <Icon name="back" size={14} />
          {t`Manual`}
        </Link>
        <h1 className="text-xl font-[640] tracking-tight">{t`Version ${number}`}</h1>
        {data ? (
          <p className="text-sm text-soft wrap-anywhere">
            {data.by ?? t`From the command line`} · <Moment at={data.publishedAt} />
            {data.note ? ` · ${data.note}` : ''}
          </p>
        ) : null}
      </header>
      {data ? (
        <Editor
          handle={editor}
          label={t`Text of version ${number}`}
          text={data.text}
          change={null}
          marks={line === undefined ? [] : [{ line, tone: 'shown' }]}
        />
      ) : error ? (
        <Failed problem={error} retry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </div>
  )
}
