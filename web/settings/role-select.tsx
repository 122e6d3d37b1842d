import { useLingui } from '@lingui/react/macro'
import { ROLES, type Role } from '../../src/domain/permission.ts'
import { Select } from '../ui/select.tsx'
import { ROLE_WORDS } from './role-words.ts'

export interface RoleSelectProps {
  /** Whose role, for who can't see the row it stands in; null in a form, where the label is shown. */
  of: string | null
  value: Role
  isFixed?: boolean
  onChange: (role: Role) => void
}

export function RoleSelect({ of, value, isFixed = false, onChange }: RoleSelectProps) {
  const { t, i18n } = useLingui()
  if (isFixed) return <span className="text-soft">{i18n._(ROLE_WORDS[value].name)}</span>
  const choices = ROLES.map((id) => ({ id, label: i18n._(ROLE_WORDS[id].name), hint: i18n._(ROLE_WORDS[id].says) }))
  return <Select label={of === null ? t`Role` : t`Role of ${of}`} quiet={of !== null} value={value} choices={choices} onChange={onChange} />
}
