import { Trans, useLingui } from '@lingui/react/macro'
import { LOCALE_NAMES, LOCALES, type Locale } from '../i18n.ts'
import { Button } from '../ui/button.tsx'
import { SAMPLES } from './samples.ts'
import { useSayProblem } from '../words/use-say-problem.ts'

/** Before the first word: what a manual is, and one to start from in each language, the reader's own first. */
export function Start({ write }: { write: (text: string) => void }) {
  const { t, i18n } = useLingui()
  const sayProblem = useSayProblem()
  const take = (locale: Locale) => void SAMPLES[locale].bring().then(({ default: text }) => write(text), sayProblem)
  const own = i18n.locale as Locale
  return (
    <section aria-label={t`Start the manual`} className="flex flex-col gap-3 border-b border-line bg-panel px-5 py-4">
      <p className="max-w-prose text-soft">
        <Trans>
          What is answered and what is not, who is called and how soon, and with which words: written once, checked as you type, tried on the past, and then
          done by Plaza. Start from a complete example and make it yours, or write below.
        </Trans>
      </p>
      <div className="flex flex-wrap gap-2">
        {[own, ...LOCALES.filter((locale) => locale !== own)].map((locale) => (
          <Button key={locale} tone={locale === own ? 'go' : 'plain'} onPress={() => take(locale)}>
            <span lang={locale}>
              {LOCALE_NAMES[locale]}: {SAMPLES[locale].brand}
            </span>
          </Button>
        ))}
      </div>
    </section>
  )
}
