import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import type { Command } from './commands.ts'
import { useDuty } from './use-duty.ts'

/** Taking the next ticket, coming and going, and what the next shift should know. */
export function useDutyCommands(): Command[] {
  const { t } = useLingui()
  const navigate = useNavigate()
  const { mayWork, duty, sayDuty, takeNext } = useDuty()
  const own: Command[] = [
    { id: 'next', group: 'list', keys: 't', label: t`Take the next ticket`, run: () => void takeNext() },
    { id: 'duty-on', group: 'app', label: t`Go on duty`, run: () => void sayDuty('on') },
    { id: 'duty-paused', group: 'app', label: t`Pause: no new tickets for now`, run: () => void sayDuty('paused') },
    { id: 'duty-off', group: 'app', label: t`Go off duty`, run: () => void sayDuty('off') },
  ]
  return [
    { id: 'handover', group: 'go', keys: 'g h', label: t`Hand-over`, run: () => void navigate({ to: '/handover', search: {} }) },
    ...(mayWork ? own.filter(({ id }) => id !== `duty-${duty}`) : []),
  ]
}
