import { Trans, useLingui } from '@lingui/react/macro'
import type { Ticket } from '../contract.ts'
import { Icon } from '../ui/icon.tsx'

type Allows = Ticket['allows']

/** What the manual lets whoever answers give unasked, and how far a promise may go: said where the answer is written. */
export function Allowed({ allows: { gesture, remedyLimit } }: { allows: Allows }) {
  const { i18n } = useLingui()
  if (!gesture && !remedyLimit) return null
  const say = ({ amount, currency }: NonNullable<Allows['remedyLimit']>) => i18n.number(amount, { style: 'currency', currency })
  const given = gesture && (gesture.upTo ? `${gesture.give} (≤ ${say(gesture.upTo)})` : gesture.give)
  const limit = remedyLimit && say(remedyLimit)
  return (
    <p className="mb-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ok">
      <Icon name="check" size={14} />
      {given ? (
        <span>
          <Trans>
            Unasked, the manual lets you give: <span lang="">{given}</span>
          </Trans>
        </span>
      ) : null}
      {limit ? (
        <span>
          <Trans>Promise up to {limit} without approval.</Trans>
        </span>
      ) : null}
    </p>
  )
}
