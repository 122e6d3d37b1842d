import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Ticket } from '../contract.ts'
import { Icon } from '../ui/icon.tsx'
import { useSayAmount, useSayGesture } from '../words/allowances.ts'

/** What the manual lets whoever answers give unasked, and how far a promise may go: said where the answer is written. */
export function Allowed({ allows: { gesture, remedyLimit } }: Pick<Ticket, 'allows'>) {
  const { t } = useLingui()
  const [sayAmount, sayGesture] = [useSayAmount(), useSayGesture()]
  if (!gesture && !remedyLimit) return null
  const given = gesture && sayGesture(gesture)
  const limit = remedyLimit && sayAmount(remedyLimit)
  return (
    <ul aria-label={t`What you may give`} className="mb-2 text-sm text-ok">
      {given ? (
        <Line>
          <Trans>
            Unasked, the manual lets you give: <span lang="">{given}</span>
          </Trans>
        </Line>
      ) : null}
      {limit ? (
        <Line>
          <Trans>Promise up to {limit} without approval.</Trans>
        </Line>
      ) : null}
    </ul>
  )
}

/** The tick stays beside the first line of a sentence that takes two. */
function Line({ children }: { children: ReactNode }) {
  return (
    <li className="flex gap-1.5">
      <span className="mt-0.5 shrink-0">
        <Icon name="check" size={14} />
      </span>
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </li>
  )
}
