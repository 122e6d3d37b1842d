import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from './button.tsx'

/** Something to take along (a link, a key): selected by a click, copied by a button that says when it has done so. */
export function CopiedText({ text, label }: { text: string; label: string }) {
  const { t } = useLingui()
  const [copied, setCopied] = useState<string | null>(null)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(text)
  }
  return (
    <div className="flex items-stretch gap-2">
      <code
        aria-label={label}
        className="min-w-0 flex-1 rounded-md border border-line bg-stone px-2.5 py-1.5 font-mono text-sm break-all whitespace-pre-wrap select-all"
      >
        {text}
      </code>
      <Button onPress={() => void copy()}>{copied === text ? t`Copied` : t`Copy`}</Button>
    </div>
  )
}
