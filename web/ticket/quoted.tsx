import { useLingui } from '@lingui/react/macro'

/** The mail below the mail: there for who wants it. */
export function Quoted({ text }: { text: string }) {
  const { t } = useLingui()
  return (
    <details className="mt-1.5 text-sm text-soft">
      <summary className="cursor-pointer">{t`Quoted text`}</summary>
      <div className="mt-1 border-l-2 border-strong pl-2.5 break-words whitespace-pre-wrap">{text}</div>
    </details>
  )
}
