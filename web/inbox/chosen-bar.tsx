import { Plural, useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import { useCommands } from '../shell/commands.ts'
import { KeysHeld } from '../shell/keyboard.ts'
import { useMay } from '../shell/use-may.ts'
import { Button } from '../ui/button.tsx'
import type { Chosen } from './use-chosen.ts'

const JoinIncident = lazy(async () => ({ default: (await import('../ticket/join-incident.tsx')).JoinIncident }))

/** At the foot of the list while several tickets are chosen: what can be done to all of them. */
export function ChosenBar({ chosen, openId }: { chosen: Chosen; openId: string | undefined }) {
  const mayWork = useMay('ticket.work')
  const { t } = useLingui()
  useCommands(mayWork && openId ? [{ id: 'choose', group: 'list', keys: 'b', label: t`Choose it with others`, run: () => chosen.turn(openId) }] : [])
  return chosen.ids ? <Bar ids={chosen.ids} end={chosen.end} /> : null
}

function Bar({ ids, end }: { ids: ReadonlySet<string>; end: () => void }) {
  const { t } = useLingui()
  const [isAsked, ask] = useState(false)
  const join = () => void (ids.size > 0 && ask(true))
  useCommands([{ id: 'join-incident', group: 'list', label: t`The chosen into an incident…`, run: join }])
  const close = () => {
    ask(false)
    end()
  }
  return (
    <div role="toolbar" aria-label={t`Chosen tickets`} className="flex flex-wrap items-center gap-2 border-t border-line bg-panel px-4 py-2 text-sm">
      <output className="flex-1 font-[560]">
        <Plural value={ids.size} _0="None chosen" one="# chosen" other="# chosen" />
      </output>
      <Button size="small" tone="go" isDisabled={ids.size === 0} onPress={join}>{t`Into an incident…`}</Button>
      <Button size="small" tone="quiet" onPress={end}>{t`Done`}</Button>
      <Suspense fallback={<KeysHeld />}>{isAsked ? <JoinIncident ticketIds={[...ids]} close={close} /> : null}</Suspense>
    </div>
  )
}
