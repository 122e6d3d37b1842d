import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nProvider as AriaLocale } from 'react-aria-components/I18nProvider'
import { useLingui } from '@lingui/react'
import { askAhead } from './ask-ahead.ts'
import { preferredLocale, speak } from './i18n.ts'
import { queries } from './queries.ts'
import { router } from './routes.ts'
import { followWorkspace } from './shell/enter-workspace.ts'
import './styles.css'
import { theme } from './theme.ts'

theme.apply()
followWorkspace()
askAhead(location)
void speak(preferredLocale()).then(draw)

function draw() {
  const place = document.getElementById('root')
  if (place) createRoot(place).render(<App />)
}

function App() {
  return (
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={queries}>
          <Spoken />
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>
  )
}

function Spoken() {
  const { i18n } = useLingui()
  return (
    <AriaLocale locale={i18n.locale}>
      <RouterProvider router={router} />
    </AriaLocale>
  )
}
