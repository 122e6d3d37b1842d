import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useMe } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { exactly } from '../ui/time.tsx'
import type { ActDialogProps } from './act-dialogs.tsx'

/** Away until then; it comes back by itself, or as soon as they write. Days begin at nine, in the workspace's own time. */
export function SnoozeDialog({ acts, close }: ActDialogProps) {
  const { t, i18n } = useLingui()
  const { workspace } = useMe()
  const [times] = useState(() => timesFrom(workspace.timeZone))
  const [other, setOther] = useState('')
  const snooze = (until: string) => {
    close()
    void acts.snooze(until)
  }
  const choices = [
    [t`One hour`, times.hour],
    [t`Three hours`, times.three],
    [t`Tomorrow`, times.tomorrow],
    [t`Monday`, times.monday],
  ] as const
  const isTime = other !== '' && Date.parse(other) > times.now
  return (
    <Dialog isOpen title={t`Snooze until when?`} onClose={close}>
      <ul className="flex flex-col">
        {choices.map(([name, until]) => (
          <li key={name}>
            <button
              type="button"
              onClick={() => snooze(until)}
              className="flex w-full justify-between gap-4 rounded-sm px-2.5 py-1.5 text-left hover:bg-accent-wash"
            >
              <span>{name}</span>
              <span className="figures text-soft">{exactly(until, i18n.locale)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="mt-3 flex items-end gap-2 border-t border-line pt-3">
        <TextField label={t`Another time`} type="datetime-local" value={other} onChange={setOther} />
        <Button isDisabled={!isTime} onPress={() => snooze(new Date(other).toISOString())}>{t`Snooze`}</Button>
      </div>
    </Dialog>
  )
}

/** Chosen with the workspace's clock, whose nine o'clock may not be the browser's. */
function timesFrom(timeZone: string) {
  const now = new Date()
  const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString()
  const weekday = new Intl.DateTimeFormat('en', { timeZone, weekday: 'short' }).format(now)
  const toMonday = ['Mon', 'Sun', 'Sat', 'Fri', 'Thu', 'Wed', 'Tue'].indexOf(weekday) || 7
  return { now: now.getTime(), hour: later(1), three: later(3), tomorrow: nineIn(1, now, timeZone), monday: nineIn(toMonday, now, timeZone) }
}

/** Nine in the morning there, so many days from now. Temporal is not in every browser yet. */
function nineIn(days: number, now: Date, timeZone: string): string {
  const [date] = clockThere(now.getTime() + days * 86_400_000, timeZone).split(' ')
  const nine = Date.parse(`${date}T09:00:00Z`)
  const ahead = Date.parse(`${clockThere(nine, timeZone).replace(' ', 'T')}Z`) - nine
  return new Date(nine - ahead).toISOString()
}

/** «2026-11-22 09:00:00», as the clocks of that zone show it: Swedish writes dates that way. */
function clockThere(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at)
}
