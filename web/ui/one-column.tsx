import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef, type ReactNode } from 'react'
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { LOCALES, LOCALE_NAMES, speak, type Locale } from '../i18n.ts'
import { useTitle } from './title.ts'

/** Every screen outside the door: the mark, the four languages, one thing to do. */
export function OneColumn({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const heading = useStepFocus(title)
  return (
    <div className="relative h-full overflow-auto">
      <main className="mx-auto flex min-h-full max-w-md flex-col gap-6 px-5 py-6 sm:py-12">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <span className="flex items-center gap-2 text-lg font-[650] tracking-tight">
            <img src="/mark.svg" alt="" className="size-6" />
            Plaza
          </span>
          <LanguageSwitch />
        </div>
        <header className="flex flex-col gap-1.5 sm:mt-6">
          <h1 ref={heading} tabIndex={-1} className="outline-none text-2xl font-[640] tracking-tight text-balance">
            {title}
          </h1>
          {lead ? <div className="text-soft">{lead}</div> : null}
        </header>
        {children}
      </main>
    </div>
  )
}

/** When one step gives way to the next, the button that was pressed is gone: the focus goes to the new heading, and is read from there. */
function useStepFocus(title: string) {
  const { i18n } = useLingui()
  useTitle(title)
  const heading = useRef<HTMLHeadingElement>(null)
  const seen = useRef({ title, locale: i18n.locale })
  useEffect(() => {
    const isStep = seen.current.title !== title && seen.current.locale === i18n.locale
    seen.current = { title, locale: i18n.locale }
    if (isStep) heading.current?.focus()
  }, [title, i18n.locale])
  return heading
}

/** Each language in its own name, so that it can be found by who can't read the others. */
function LanguageSwitch() {
  const { t, i18n } = useLingui()
  return (
    <RadioGroup orientation="horizontal" value={i18n.locale} onChange={(locale) => void speak(locale as Locale)} className="-mx-1.5 flex gap-1">
      <Label className="sr-only">{t`Language`}</Label>
      {LOCALES.map((locale) => (
        <Radio
          key={locale}
          value={locale}
          lang={locale}
          className="cursor-pointer rounded-sm px-1.5 py-1 text-sm text-soft outline-offset-1 hover:text-ink data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus data-[selected]:bg-accent-wash data-[selected]:font-[560] data-[selected]:text-ink"
        >
          {LOCALE_NAMES[locale]}
        </Radio>
      ))}
    </RadioGroup>
  )
}
