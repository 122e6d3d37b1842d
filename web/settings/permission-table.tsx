import { useLingui } from '@lingui/react/macro'
import { may, PERMISSIONS, ROLES, type Ability } from '../../src/domain/permission.ts'
import { Icon } from '../ui/icon.tsx'
import { ABILITY_WORDS, ROLE_WORDS } from './role-words.ts'

const ABILITIES = Object.keys(PERMISSIONS) as Ability[]

/** The one permission table of the domain, in words: a table where there is room, sentences on a phone. */
export function PermissionTable() {
  return (
    <>
      <Wide />
      <Narrow />
    </>
  )
}

function Wide() {
  const { t, i18n } = useLingui()
  return (
    <table className="w-full border-collapse text-sm max-lg:hidden">
      <thead>
        <tr>
          <th scope="col" className="py-1.5 text-left font-normal text-faint">
            {t`May`}
          </th>
          {ROLES.map((role) => (
            <th key={role} scope="col" className="px-2 py-1.5 text-center font-[560]">
              {i18n._(ROLE_WORDS[role].name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ABILITIES.map((ability) => (
          <tr key={ability} className="border-t border-line">
            <th scope="row" className="py-1.5 pr-3 text-left font-normal">
              {i18n._(ABILITY_WORDS[ability])}
            </th>
            {ROLES.map((role) => (
              <td key={role} className="px-2 py-1.5 text-center">
                {may(role, ability) ? <Icon name="check" size={15} className="inline text-ok" /> : null}
                <span className="sr-only">{may(role, ability) ? t`yes` : t`no`}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Narrow() {
  const { i18n } = useLingui()
  const list = new Intl.ListFormat(i18n.locale)
  return (
    <dl className="m-0 flex flex-col lg:hidden">
      {ABILITIES.map((ability) => (
        <div key={ability} className="border-t border-line py-2 first:border-t-0">
          <dt>{i18n._(ABILITY_WORDS[ability])}</dt>
          <dd className="m-0 text-sm text-soft">{list.format(PERMISSIONS[ability].map((role) => i18n._(ROLE_WORDS[role].name)))}</dd>
        </div>
      ))}
    </dl>
  )
}
