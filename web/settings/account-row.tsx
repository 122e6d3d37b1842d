import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Account } from '../contract.ts'
import { address } from '../inbox/row.tsx'
import { buttonLook } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Icon } from '../ui/icon.tsx'
import { NetworkGlyph, networkWords } from '../ui/network.tsx'
import { Notice } from '../ui/notice.tsx'
import { Moment, TimeAgo } from '../ui/time.tsx'
import { useMay } from '../shell/use-may.ts'
import { useWords } from '../words/use-words.ts'
import { AccountActs } from './account-acts.tsx'
import { abilityWords, speaksWords, stateTone, stateWords, troubleAdvice, troubleWords } from './account-words.ts'

export function AccountRow({ account }: { account: Account }) {
  const network = useWords(networkWords)
  const state = useWords(stateWords)
  const speaks = useWords(speaksWords)
  const mayManage = useMay('account.manage')
  return (
    <li className="flex flex-col gap-2 border-t border-line py-4">
      <div className="flex items-start gap-3">
        <span className="mt-0.5 flex size-8 shrink-0 items-center justify-center rounded-md bg-stone text-soft">
          <NetworkGlyph network={account.network} size={16} />
        </span>
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <strong className="font-[580] wrap-anywhere">{address(account.handle)}</strong>
            <Chip tone={stateTone[account.state]}>{state(account.state)}</Chip>
          </p>
          <p className="text-sm text-soft wrap-anywhere">{[network(account.network), account.name, speaks(account.speaks)].join(' · ')}</p>
          <Health account={account} />
        </div>
        {mayManage ? <AccountActs account={account} /> : null}
      </div>
      <Trouble account={account} mayManage={mayManage} />
    </li>
  )
}

/** The clocks of its health: only those that run. */
function Health({ account }: { account: Account }) {
  const { t } = useLingui()
  const { lastHeardAt, lastEventAt, gapSince, retryAt, tokenExpiresAt } = account.health
  if (account.state === 'declared')
    return (
      <p className="text-sm text-soft">
        <Trans>Known as ours; not heard and not spoken through.</Trans>
      </p>
    )
  const facts: [string, ReactNode][] = [
    [account.state === 'connected' ? t`Listening, last heard` : t`Last heard`, lastHeardAt && <TimeAgo at={lastHeardAt} />],
    [t`Last message`, lastEventAt && <TimeAgo at={lastEventAt} />],
    [t`Gap since`, gapSince && <Moment at={gapSince} className="text-ten" />],
    [t`Next try`, retryAt && <Moment at={retryAt} />],
    [t`Access ends`, tokenExpiresAt && <TimeAgo at={tokenExpiresAt} />],
  ]
  return (
    <dl className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-sm">
      {facts.map(([name, value]) =>
        value ? (
          <div key={name} className="flex gap-1.5">
            <dt className="text-faint">{name}</dt>
            <dd className="m-0">{value}</dd>
          </div>
        ) : null,
      )}
      <Abilities account={account} />
    </dl>
  )
}

function Abilities({ account }: { account: Account }) {
  const { t } = useLingui()
  const ability = useWords(abilityWords)
  const missing = account.abilities.filter(({ ok }) => !ok)
  if (missing.length === 0) return null
  return (
    <div className="flex w-full flex-wrap gap-x-1.5 text-soft">
      <dt className="flex items-center gap-1 text-faint">
        <Icon name="cross" size={12} />
        {t`May not`}
      </dt>
      <dd className="m-0">{missing.map(({ code }) => ability(code)).join(' · ')}</dd>
    </div>
  )
}

function Trouble({ account, mayManage }: { account: Account; mayManage: boolean }) {
  const { t } = useLingui()
  const happened = useWords(troubleWords)
  const next = useWords(troubleAdvice)
  const { code, detail } = account.health
  if (!code || (account.state !== 'failing' && account.state !== 'reconnect')) return null
  return (
    <Notice tone="warn" title={happened(code)}>
      {Object.hasOwn(troubleAdvice, code) ? <p>{next(code)}</p> : null}
      {detail ? (
        <p className="mt-1 font-mono text-sm">
          <Trans>The network said: {detail}</Trans>
        </p>
      ) : null}
      {account.state === 'reconnect' && mayManage ? (
        <Link
          to="/settings/accounts/connect/$network"
          params={{ network: account.network }}
          search={{ account: account.id }}
          className={`mt-2 ${buttonLook('go', 'small')}`}
        >
          {t`Reconnect`}
        </Link>
      ) : null}
    </Notice>
  )
}
