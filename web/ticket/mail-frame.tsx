import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'

/**
 * A mail as it was laid out. The server has cleaned it; here it can still neither run anything nor fetch anything: no scripts, no
 * forms, no pictures from elsewhere, nothing that tells the sender it was read.
 */
export function MailFrame({ html }: { html: string }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const [height, setHeight] = useState(120)
  return (
    <details className="mt-1.5 text-sm text-soft" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer">{t`Show as it was laid out`}</summary>
      {isOpen ? (
        <iframe
          title={t`The mail as it was laid out`}
          sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          srcDoc={`${HEAD}${html}`}
          onLoad={(event) => setHeight((event.currentTarget.contentDocument?.documentElement.scrollHeight ?? 120) + 4)}
          style={{ height: Math.min(height, 900) }}
          className="mt-1 w-full rounded-md border border-line bg-white"
        />
      ) : null}
    </details>
  )
}

const HEAD = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"><base target="_blank"><style>body{font:14px/1.5 system-ui,sans-serif;color:#221d17;margin:12px;overflow-wrap:anywhere}img{max-width:100%}</style>`
