import { useLingui } from '@lingui/react'

/** The server counts to a thousand; more is said as «1,000+», and nothing as nothing. */
export function Count({ value, className = '' }: { value: number; className?: string }) {
  const { i18n } = useLingui()
  if (value === 0) return null
  return (
    <span className={`figures ${className}`}>
      {i18n.number(value)}
      {value >= 1_000 ? '+' : ''}
    </span>
  )
}
