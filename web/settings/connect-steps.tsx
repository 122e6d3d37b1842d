import { useLingui } from '@lingui/react/macro'
import type { NetworkInfo } from '../contract.ts'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words/use-words.ts'
import type { GuidePage } from './guides/guide-page.ts'

export function ConnectSteps({ info, page }: { info: NetworkInfo; page: GuidePage }) {
  const { t } = useLingui()
  const words = useWords(page.words)
  return (
    <section aria-label={t`Steps`} className="flex max-w-prose flex-col gap-3 border-t border-line pt-5">
      <ol className="m-0 flex list-none flex-col gap-3 p-0">
        {info.guide.steps.map((step, at) => (
          <li key={step} className="flex gap-3">
            <span className="figures mt-px flex size-5.5 shrink-0 items-center justify-center rounded-full bg-accent-wash text-xs font-semibold text-accent">
              {at + 1}
            </span>
            <span className="min-w-0">{words(step)}</span>
          </li>
        ))}
      </ol>
      <a
        href={info.guide.url}
        target="_blank"
        rel="noreferrer"
        className="ml-8.5 inline-flex items-center gap-1.5 self-start text-sm text-soft underline underline-offset-2 hover:text-ink"
      >
        <Icon name="link" size={14} />
        {t`The instructions of the network itself`}
      </a>
    </section>
  )
}
