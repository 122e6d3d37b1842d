import { useLingui } from '@lingui/react/macro'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { dutyWords } from '../words/duties.ts'
import { useWords } from '../words/use-words.ts'
import { useDuty } from './use-duty.ts'

const DUTIES = ['on', 'paused', 'off'] as const
/** A full point works, half of one rests, an empty one is gone: never by colour alone. */
const POINT = { on: 'border-ok bg-ok', paused: 'border-ten bg-linear-to-r from-ten from-50% to-transparent to-50%', off: 'border-strong' }

/** By one's own word: on duty, at rest, or off. */
export function DutyMenu() {
  const { t } = useLingui()
  const words = useWords(dutyWords)
  const { mayWork, duty, rota, sayDuty } = useDuty()
  if (!mayWork || duty === undefined) return null
  const items = DUTIES.map((id) => ({ id, label: words(id), isChosen: id === duty, act: () => void sayDuty(id) }))
  const now = words(duty ?? 'off')
  const isExpected = rota === 'on' && duty !== 'on'
  return (
    <Menu label={t`Duty`} items={items}>
      <Button
        tone="quiet"
        aria-label={isExpected ? t`Duty: ${now}; the rota says on duty` : t`Duty: ${now}`}
        className="w-full justify-start! gap-2.5! px-2! text-soft max-xl:group-data-slim/nav:justify-center!"
      >
        <span aria-hidden="true" className={`mx-[3px] size-2.5 shrink-0 rounded-full border-[1.5px] ${POINT[duty ?? 'off']}`} />
        <span className="truncate max-xl:group-data-slim/nav:sr-only">{now}</span>{' '}
        {isExpected ? <span className="truncate text-xs font-normal text-ten max-xl:group-data-slim/nav:sr-only">{t`the rota says on duty`}</span> : null}
      </Button>
    </Menu>
  )
}
