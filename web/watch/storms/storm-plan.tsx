import { Trans, useLingui } from '@lingui/react/macro'
import type { StormRoom } from '../../contract.ts'

/** What the manual says of the level: what Plaza does by itself, and what people do. */
export function StormPlan({ room: { plan, storm } }: { room: StormRoom }) {
  const { t } = useLingui()
  if (plan === null || storm.closedAt !== null) return null
  const { spokesperson, approve } = plan
  const points = [
    spokesperson === null ? null : t`${spokesperson} speaks for the brand.`,
    plan.stopScheduled ? t`Scheduled posts and campaigns stop: a task below, Plaza sends none.` : null,
    approve === null ? null : t`${approve} approves every answer.`,
    t`Its rules hold for every message that comes in.`,
    t`Nobody is told that we are closed.`,
    t`Everybody else is answered first once half of their wait is over; who only repeats others comes last.`,
  ].filter((point) => point !== null)
  return (
    <section aria-label={t`What this level changes`} className="flex flex-col gap-1 rounded-lg border border-line bg-raised p-3">
      <p>
        <Trans>The manual on this level:</Trans> <q dir="auto">{plan.looks}</q>
      </p>
      <ul className="list-disc pl-5 text-sm text-soft">
        {points.map((point) => (
          <li key={point} dir="auto">
            {point}
          </li>
        ))}
      </ul>
    </section>
  )
}
