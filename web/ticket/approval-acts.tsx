import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { ApiProblem, post } from '../api.ts'
import { putBack } from '../composer/put-back.ts'
import { join } from '../composer/split.ts'
import type { ApprovalItem } from '../contract.ts'
import { showItems } from '../live/apply.ts'
import { queries, timelineQuery } from '../queries.ts'
import { type Command, useCommands } from '../shell/commands.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { useSayProblem } from '../words/use-say-problem.ts'
import type { ApprovalCardProps } from './approval-card.tsx'
import { SentenceDialog } from './sentence-dialog.tsx'

type Asked = 'return' | 'override' | 'unconsulted' | 'answered' | 'written'

/** What the server asks before a yes, by its refusal. */
const ASKED_FOR: Partial<Record<string, Asked>> = {
  'answered-meanwhile': 'answered',
  'written-meanwhile': 'written',
  'consult-first': 'unconsulted',
}

/** What who looks at it may do: say yes or send it back, or take one's own words back. */
export function ApprovalActs({ approval, ticketId, me }: ApprovalCardProps) {
  const isOwn = approval.by.id === me.member.id
  const isAsked = approval.members.some(({ id }) => id === me.member.id)
  const overrides = me.abilities.includes('manual.override')
  const isWaiting = approval.state === 'waiting'
  return (
    <div className="mt-2 flex flex-wrap justify-end gap-2 border-t border-line pt-2 empty:hidden">
      {isOwn && approval.state !== 'withdrawn' ? <Own approval={approval} ticketId={ticketId} me={me} /> : null}
      {isWaiting && (isAsked || overrides) ? <Decide approval={approval} ticketId={ticketId} isAsked={isAsked} overrides={overrides} /> : null}
    </div>
  )
}

/** Other words are another reply: what waited is taken back first. */
function Own({ approval, ticketId, me }: ApprovalCardProps) {
  const { t } = useLingui()
  const sayProblem = useSayProblem()
  const { parts, media, state } = approval
  const toComposer = () =>
    putBack(me.member.id, ticketId, { ...approval, text: join(parts), attached: media.map((one) => ({ ...one, description: one.description ?? '' })) })
  const takeBack = async () => {
    try {
      showItems(ticketId, [await post<ApprovalItem>(`/approvals/${approval.id}/withdrawal`)])
      toComposer()
    } catch (problem) {
      sayProblem(problem)
    }
  }
  return state === 'returned' ? (
    <Button size="small" onPress={toComposer}>{t`Change it`}</Button>
  ) : (
    <Button size="small" tone="quiet" onPress={() => void takeBack()}>{t`Take it back`}</Button>
  )
}

interface DecideProps extends Pick<ApprovalCardProps, 'approval' | 'ticketId'> {
  isAsked: boolean
  overrides: boolean
}

function Decide({ approval, ticketId, isAsked, overrides }: DecideProps) {
  const { t } = useLingui()
  const [asked, ask] = useState<Asked | null>(null)
  const [override, setOverride] = useState<string>()
  const settle = useSettle({ approval, ticketId, ask, overrides })
  const approve = () => (isAsked ? void settle('approval', {}) : ask('override'))
  const command: Command = { id: `approve-${approval.id}`, group: 'ticket', keys: 'y', label: t`Approve and send`, run: approve }
  useCommands([command])
  const close = () => ask(null)
  const goPast = (words: string) => {
    setOverride(words)
    void settle('approval', { override: words })
  }
  return (
    <>
      <Button size="small" onPress={() => ask('return')}>{t`Send back…`}</Button>
      <Button size="small" tone={approval.visibility} keys="y" onPress={approve}>{t`Approve and send`}</Button>
      {asked === 'return' ? (
        <SentenceDialog
          title={t`Send it back to ${approval.by.name}?`}
          label={t`What should be otherwise?`}
          act={t`Send it back`}
          onClose={close}
          onAct={(words) => void settle('return', { words })}
        />
      ) : null}
      {asked === 'override' || asked === 'unconsulted' ? <GoPast unconsulted={asked === 'unconsulted'} onClose={close} onAct={goPast} /> : null}
      <Meanwhile asked={asked} tone={approval.visibility} onClose={close} onAct={() => void settle('approval', { anyway: true, override })} />
    </>
  )
}

function GoPast({ unconsulted, ...acts }: { unconsulted: boolean; onClose: () => void; onAct: (sentence: string) => void }) {
  const { t } = useLingui()
  const hint = t`Kept on the ticket with your name.`
  if (!unconsulted)
    return <SentenceDialog title={t`The manual lets others approve this`} label={t`Why do you?`} hint={hint} act={t`Approve and send`} {...acts} />
  return (
    <SentenceDialog title={t`Send it without asking?`} label={t`Why`} hint={hint} act={t`Send it all the same`} {...acts}>
      <Trans>The manual wants a colleague to be asked before this is answered.</Trans>
    </SentenceDialog>
  )
}

/** Asked before what was written without knowing what has been said since. */
function Meanwhile({ asked, ...acts }: { asked: Asked | null; tone: 'public' | 'private'; onClose: () => void; onAct: () => void }) {
  const { t } = useLingui()
  const act = t`Send it all the same`
  return (
    <>
      <Confirm isOpen={asked === 'answered'} title={t`They have been answered meanwhile`} act={act} {...acts}>
        <Trans>Somebody answered after this was written, here or on the network itself. Look at the conversation before a second answer goes out.</Trans>
      </Confirm>
      <Confirm isOpen={asked === 'written'} title={t`They have written meanwhile`} act={act} {...acts}>
        <Trans>Who wrote this did not know their latest words. Read them first: once it goes out, they count as answered.</Trans>
      </Confirm>
    </>
  )
}

interface SettleProps extends Omit<DecideProps, 'isAsked'> {
  /** Puts what the server asks first to who decides. */
  ask: (what: Asked) => void
}

function useSettle({ approval, ticketId, overrides, ask }: SettleProps) {
  const sayProblem = useSayProblem()
  return async (path: 'approval' | 'return', body: object) => {
    try {
      showItems(ticketId, [await post<ApprovalItem>(`/approvals/${approval.id}/${path}`, body)])
      // What is on its way by it stands on the timeline as any message.
      if (path === 'approval') await queries.invalidateQueries({ queryKey: timelineQuery(ticketId).queryKey })
    } catch (problem) {
      const what = problem instanceof ApiProblem ? ASKED_FOR[problem.code] : undefined
      if (what && (what !== 'unconsulted' || overrides)) ask(what)
      else sayProblem(problem)
    }
  }
}
