import { Trans, useLingui } from '@lingui/react/macro'
import { useMay } from '../../shell/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Moment } from '../../ui/time.tsx'
import { useSayProblem } from '../../words/use-say-problem.ts'
import type { PresenceItem } from './account-presence.tsx'
import { takeAlarm } from './presence-query.ts'

type Raised = NonNullable<PresenceItem['alarm']>

/** The last alarm: when, whom it told, and who sees to it. */
export function Alarm({ alarm: { id, raisedAt, open, takenBy, told, callee } }: { alarm: Raised }) {
  const { t } = useLingui()
  const mayTake = useMay('ticket.reply')
  const sayProblem = useSayProblem()
  if (!open && !takenBy) return null
  const names = [...new Set(told.map(({ member }) => member.name))].join(', ') || callee
  if (!open)
    return (
      <p className="text-soft">
        <Trans>
          {takenBy?.name} sees to it; the alarm was raised <Moment at={raisedAt} />.
        </Trans>
      </p>
    )
  return (
    <Notice
      tone="warn"
      title={
        <Trans>
          Alarm raised <Moment at={raisedAt} />, told to {names}
        </Trans>
      }
    >
      {mayTake ? <Button size="small" className="mt-1" onPress={() => void takeAlarm(id).catch(sayProblem)}>{t`I have it`}</Button> : null}
    </Notice>
  )
}
