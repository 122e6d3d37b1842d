import { Plural, Trans } from '@lingui/react/macro'
import type { Handover } from '../contract.ts'
import { Chip } from '../ui/chip.tsx'
import { Moment } from '../ui/time.tsx'
import { dutyWords } from '../words/duties.ts'
import { useWords } from '../words/use-words.ts'

export function OnDuty({ onDuty }: Pick<Handover, 'onDuty'>) {
  const words = useWords(dutyWords)
  if (onDuty.length === 0)
    return (
      <p className="text-soft">
        <Trans>Nobody has said that they are on duty.</Trans>
      </p>
    )
  return (
    <ul className="flex flex-col gap-1.5">
      {onDuty.map(({ member, duty, since, open }) => (
        <li key={member.id} className="flex flex-wrap items-baseline gap-x-3">
          <strong className="font-[580]">{member.name}</strong>
          {duty === 'paused' ? <Chip>{words(duty)}</Chip> : null}
          <span className="text-sm text-soft">
            <Trans>
              since <Moment at={since} />
            </Trans>
            {' · '}
            <Plural value={open} one="# open ticket" other="# open tickets" />
          </span>
        </li>
      ))}
    </ul>
  )
}
