import { useLingui } from '@lingui/react/macro'
import { auth, patch } from '../api.ts'
import type { Me } from '../contract.ts'
import { LOCALE_NAMES, LOCALES, type Locale, speak } from '../i18n.ts'
import { meQuery, queries } from '../queries.ts'
import { type Theme, theme } from '../theme.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'

/** Who is here, in which language and light, and the way out. */
export function Mine({ me, openKeys }: { me: Me; openKeys: () => void }) {
  const { t } = useLingui()
  const leave = async () => {
    await auth('/sign-out').catch(() => {})
    location.assign('/sign-in')
  }
  const items = [
    { id: 'keys', label: t`Show all keys`, icon: 'keyboard', keys: '?', act: openKeys },
    { id: 'leave', label: t`Sign out`, icon: 'out', act: () => void leave() },
  ] as const
  return (
    <div className="flex flex-wrap items-center gap-0.5 border-t border-line pt-2 max-xl:group-data-slim/nav:flex-col">
      <Menu label={me.member.name} items={items}>
        <Button tone="quiet" aria-label={me.member.name} className="min-w-0 flex-1 justify-start! px-2! max-xl:group-data-slim/nav:flex-none">
          <Icon name="person" size={16} className="hidden max-xl:group-data-slim/nav:block" />
          <span className="truncate max-xl:group-data-slim/nav:hidden">{me.member.name}</span>
        </Button>
      </Menu>
      <LanguageMenu me={me} />
      <ThemeMenu />
    </div>
  )
}

function LanguageMenu({ me }: { me: Me }) {
  const { t, i18n } = useLingui()
  const sayProblem = useSayProblem()
  const choose = async (locale: Locale) => {
    await speak(locale)
    await patch<Me>('/me', { locale }).then((next) => queries.setQueryData(meQuery.queryKey, next), sayProblem)
  }
  const items = LOCALES.map((locale) => ({ id: locale, label: LOCALE_NAMES[locale], isChosen: locale === i18n.locale, act: () => void choose(locale) }))
  return (
    <Menu label={t`Language`} items={items}>
      <Button tone="quiet" size="icon" aria-label={t`Language: ${LOCALE_NAMES[me.locale]}`}>
        <Icon name="globe" />
      </Button>
    </Menu>
  )
}

function ThemeMenu() {
  const { t } = useLingui()
  const chosen = theme.use()
  const names: Record<Theme, string> = { system: t`As the system`, light: t`Light`, dark: t`Dark` }
  const items = (['system', 'light', 'dark'] as const).map((id) => ({ id, label: names[id], isChosen: id === chosen, act: () => theme.set(id) }))
  return (
    <Menu label={t`Theme`} items={items}>
      <Button tone="quiet" size="icon" aria-label={t`Theme: ${names[chosen]}`}>
        <Icon name={chosen === 'dark' ? 'moon' : 'sun'} />
      </Button>
    </Menu>
  )
}
