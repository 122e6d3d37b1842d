import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { ComboBox } from '../ui/combo-box.tsx'
import { timeZones } from './time-zones.ts'

/** A zone is found by its city, its name in the reader's language, or its distance from UTC. */
export function TimeZoneField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t, i18n } = useLingui()
  const choices = useMemo(() => timeZones(i18n.locale).map(({ id, place, name, offset }) => ({ id, label: place, hint: `${name} · ${offset}` })), [i18n.locale])
  return (
    <ComboBox
      key={i18n.locale}
      label={t`Time zone`}
      hint={t`Taken from this device. Promises and opening hours count in it.`}
      value={value}
      choices={choices}
      onChange={onChange}
    />
  )
}
