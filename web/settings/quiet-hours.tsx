import { useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { put } from '../api.ts'
import type { Notifications } from '../contract.ts'
import { queries } from '../queries.ts'
import { useMe } from '../shell/use-may.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { say } from '../ui/say.ts'
import { notificationsQuery } from './notifications-query.ts'

const NIGHT = { from: 22 * 60, to: 7 * 60 }

export function QuietHours({ quiet }: Pick<Notifications, 'quiet'>) {
  const { t } = useLingui()
  const { workspace } = useMe()
  const [isOn, turn] = useState(quiet !== null)
  const [from, setFrom] = useState(clock((quiet ?? NIGHT).from))
  const [to, setTo] = useState(clock((quiet ?? NIGHT).to))
  const keep = useMutation({
    mutationFn: () => put('/me/quiet', { quiet: isOn ? { from: minuteOf(from), to: minuteOf(to) } : null }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: notificationsQuery.queryKey })
      say({ text: t`Kept.` })
    },
  })
  return (
    <Form act={t`Keep`} onSend={keep.mutate} isSending={keep.isPending} problem={keep.error}>
      <Checkbox isSelected={isOn} onChange={turn}>
        {t`Leave me in peace at certain hours`}
      </Checkbox>
      {isOn ? (
        <div className="grid max-w-sm grid-cols-2 gap-3">
          <TextField label={t`Quiet from`} type="time" isRequired value={from} onChange={setFrom} />
          <TextField label={t`Quiet until`} type="time" isRequired value={to} onChange={setTo} hint={workspace.timeZone} />
        </div>
      ) : null}
    </Form>
  )
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
