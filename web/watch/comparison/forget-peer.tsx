import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { address } from '../../inbox/row.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { useSayProblem } from '../../words/use-say-problem.ts'
import { forgetPeer } from './comparison-queries.ts'

/** Asks once more: what was counted goes with it. */
export function ForgetPeer({ id, handle }: { id: string; handle: string }) {
  const { t } = useLingui()
  const sayProblem = useSayProblem()
  const [isAsked, ask] = useState(false)
  const name = address(handle)
  return (
    <>
      <Button size="small" aria-label={t`Remove ${name}`} onPress={() => ask(true)}>{t`Remove`}</Button>
      <Confirm
        title={t`Compare no more with ${name}?`}
        isOpen={isAsked}
        onClose={() => ask(false)}
        act={t`Forget it`}
        onAct={() => void forgetPeer(id).catch(sayProblem)}
      >
        <Trans>What was counted of it is forgotten. It can be named again later and is then read anew, as far back as its network shows.</Trans>
      </Confirm>
    </>
  )
}
