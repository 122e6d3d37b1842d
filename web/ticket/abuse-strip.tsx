import { Plural, useLingui } from '@lingui/react/macro'
import type { Ticket } from '../contract.ts'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { consequenceWords } from '../words/abuse.ts'
import { useWords } from '../words/use-words.ts'
import type { Acts } from './use-acts.ts'

/** Where somebody is attacked: how often, how the manual leads it, and the way out in one key. Nobody has to bear it alone. */
export function AbuseStrip({ ticket: { abuse }, acts }: { ticket: Ticket; acts: Acts }) {
  const { t } = useLingui()
  const consequence = useWords(consequenceWords)
  const mayWork = useMay('ticket.work')
  if (!abuse) return null
  const { strikes, script, steps } = abuse
  return (
    <aside
      aria-label={t`Abuse`}
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-note-line bg-note-wash px-5 py-2 text-sm text-note max-md:px-3"
    >
      <Icon name="warning" size={15} />
      <p className="min-w-40 flex-1">
        <b className="font-semibold">
          <Plural value={strikes} one="# abusive message" other="# abusive messages" />
        </b>{' '}
        {abuse.consequence ? consequence(abuse.consequence) : script ? t`The manual’s script: «${script}».` : ''}
      </p>
      {mayWork ? <Button size="small" keys="u" onPress={() => void acts.handOn()}>{t`Hand it on`}</Button> : null}
      {steps.length > 0 ? (
        <details className="basis-full">
          <summary className="cursor-pointer">{t`How to lead it`}</summary>
          <ol className="mt-1 list-decimal pl-5 text-ink">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </details>
      ) : null}
    </aside>
  )
}
