import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Counter } from './length.ts'

/** How long it is by the network's own rule; says before sending when it becomes a thread. */
export function Length({ counter, text, parts }: { counter: Counter | null; text: string; parts: string[] | null }) {
  const { i18n } = useLingui()
  if (!counter) return null
  const { length, max } = counter(text.trim())
  const n = parts?.length ?? 0
  return (
    <p className={`figures text-sm ${parts === null ? 'font-semibold text-now' : n > 1 ? 'text-ten' : 'text-soft'}`}>
      <span className="whitespace-nowrap">
        {i18n.number(length)} / {i18n.number(max)}
      </span>{' '}
      <output>
        {parts === null ? <Trans>too long, even as a thread of ten</Trans> : null}
        {n > 1 ? <Plural value={n} one="goes out as # message" other="goes out as a thread of #" /> : null}
      </output>
    </p>
  )
}
