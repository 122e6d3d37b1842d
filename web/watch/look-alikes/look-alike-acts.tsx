import { useLingui } from '@lingui/react/macro'
import { put } from '../../api.ts'
import type { LookAlike } from '../../contract.ts'
import { Button, buttonLook } from '../../ui/button.tsx'
import { useLookAlikeAct } from './use-look-alike-act.ts'
import { WarnCustomers } from './warn-customers.tsx'

const RULINGS = ['impostor', 'fan-parody', 'unrelated', 'ours'] as const

/** Judge it; once it is an impostor, warn, prove and report it. */
export function LookAlikeActs({ found }: { found: LookAlike }) {
  return (
    <div className="flex flex-col gap-2">
      {found.verdict?.ruling === 'impostor' ? <AgainstImpostor found={found} /> : null}
      <Rulings found={found} />
    </div>
  )
}

function Rulings({ found }: { found: LookAlike }) {
  const { t } = useLingui()
  const act = useLookAlikeAct()
  const names = { impostor: t`An impostor`, 'fan-parody': t`Fan or parody`, unrelated: t`Nothing to do with us`, ours: t`It is ours` }
  const isSaid = (ruling: string) => found.verdict?.ruling === ruling && found.state !== 'renamed'
  return (
    <fieldset aria-label={t`What it is`} className="flex flex-wrap gap-2">
      {RULINGS.filter((ruling) => !isSaid(ruling)).map((ruling) => (
        <Button
          key={ruling}
          size="small"
          tone={ruling === 'impostor' ? 'danger' : 'plain'}
          onPress={() => void act(() => put(`/look-alikes/${found.id}/verdict`, { ruling }))}
        >
          {names[ruling]}
        </Button>
      ))}
    </fieldset>
  )
}

function AgainstImpostor({ found }: { found: LookAlike }) {
  const { t } = useLingui()
  const act = useLookAlikeAct()
  const isGone = found.gone !== null
  return (
    <div className="flex flex-wrap gap-2">
      <WarnCustomers found={found} />
      <a download href={`/api/v1/look-alikes/${found.id}/evidence`} className={buttonLook('plain', 'small')}>{t`Signed evidence`}</a>
      <ReportPlace found={found} />
      {found.reported ? null : <Button size="small" onPress={() => void act(() => put(`/look-alikes/${found.id}/report`))}>{t`It has been reported`}</Button>}
      <Button size="small" onPress={() => void act(() => put(`/look-alikes/${found.id}/end`, { gone: !isGone }))}>
        {isGone ? t`It is back` : t`It is gone`}
      </Button>
    </div>
  )
}

/** X has a form for it; elsewhere «report» is on the account's own page. A mailbox has neither. */
function ReportPlace({ found: { reportUrl, account } }: { found: LookAlike }) {
  const { t } = useLingui()
  if (reportUrl === null) return null
  return (
    <a href={reportUrl} rel="noreferrer" target="_blank" className={buttonLook('plain', 'small')}>
      {account.network === 'x' ? t`The network's form` : t`Its page, where it can be reported`}
    </a>
  )
}
