import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { Account } from '../contract.ts'
import { Button, buttonLook } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words/use-words.ts'
import { abilityWords } from './account-words.ts'

/** The live test passed: who it is and, ability by ability, what the access allows. */
export function Connected({ account, onAnother }: { account: Account; onAnother: () => void }) {
  const { t } = useLingui()
  const ability = useWords(abilityWords)
  const { name, handle } = account
  const isWhole = account.abilities.every(({ ok }) => ok)
  return (
    <div className="flex max-w-lg flex-col gap-5">
      <Notice tone="ok" title={t`${name} (${handle}) is connected`}>
        <Trans>Plaza is reading the recent past now; after that, everything new arrives by itself.</Trans>
      </Notice>
      <section>
        <h2 className="caption mb-2">{t`What it may do`}</h2>
        <ul className="flex flex-col gap-1.5">
          {account.abilities.map(({ code, ok }) => (
            <li key={code} className="flex items-center gap-2">
              <Icon name={ok ? 'check' : 'cross'} size={15} className={ok ? 'text-ok' : 'text-ten'} />
              <span>
                {ability(code)}
                {ok ? null : <span className="text-soft"> · {t`not with this access`}</span>}
              </span>
            </li>
          ))}
        </ul>
        {isWhole ? null : (
          <p className="mt-3 text-soft">
            <Trans>You can go on without the rest. To add it, make a new access with every permission of the steps and reconnect.</Trans>
          </p>
        )}
      </section>
      <div className="flex flex-wrap gap-2">
        <Link to="/settings/accounts" className={buttonLook('go')}>
          {t`See the accounts`}
        </Link>
        <Button onPress={onAnother}>{t`Connect another one`}</Button>
      </div>
    </div>
  )
}
