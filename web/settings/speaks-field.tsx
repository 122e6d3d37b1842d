import { useLingui } from '@lingui/react/macro'
import type { Account } from '../contract.ts'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words/use-words.ts'
import { speaksWords } from './account-words.ts'

const SPEAKS: readonly Account['speaks'][] = ['brand', 'product', 'region', 'executive']

/** Whose voice an account is. */
export function SpeaksField({ value, onChange }: { value: Account['speaks']; onChange: (value: Account['speaks']) => void }) {
  const { t } = useLingui()
  const words = useWords(speaksWords)
  return <Select label={t`Whose voice it is`} value={value} choices={SPEAKS.map((id) => ({ id, label: words(id) }))} onChange={onChange} />
}
