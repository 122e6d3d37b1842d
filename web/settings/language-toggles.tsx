import { useLingui } from '@lingui/react/macro'
import { languageName } from '../ui/language.ts'
import { Toggles } from '../ui/toggles.tsx'

/** Those that understanding tells apart best come first; any other that is kept is offered too. */
const USUAL = ['es', 'pt', 'it', 'en', 'ca', 'gl', 'eu', 'fr', 'de', 'nl']

export function LanguageToggles({ label, chosen, onChange }: { label: string; chosen: readonly string[]; onChange: (chosen: string[]) => void }) {
  const { i18n } = useLingui()
  const codes = [...new Set([...USUAL, ...chosen])]
  return <Toggles label={label} choices={codes.map((id) => ({ id, label: languageName(id, i18n.locale) }))} chosen={chosen} onChange={onChange} />
}
