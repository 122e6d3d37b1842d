import { defineConfig } from '@lingui/conf'
import { formatter } from '@lingui/format-po'

/** The rooms of the web app whose words live in `office.po`; all the others are in `desk.po`. */
const office = ['first-run', 'sign-in', 'settings', 'person', 'quarantine', 'search', 'rehearsal', 'manual', 'promises', 'handover', 'complaints', 'watch'].map(
  (room) => `web/${room}`,
)

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'es', 'it', 'pt'],
  format: formatter({ lineNumbers: false }),
  catalogs: [
    { path: 'web/locales/{locale}/desk', include: ['web'], exclude: [...office, 'web/dist', 'web/locales', '**/node_modules/**'] },
    { path: 'web/locales/{locale}/office', include: office, exclude: ['**/node_modules/**'] },
  ],
})
