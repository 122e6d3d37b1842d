import { useLingui } from '@lingui/react/macro'
import { put } from '../api.ts'
import type { MessageItem } from '../contract.ts'
import { showItems } from '../live/apply.ts'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { meaningWords } from '../words/meanings.ts'
import { useSayProblem } from '../words/use-say-problem.ts'
import { useWords } from '../words/use-words.ts'
import type { Told } from './told.ts'

const YES_OR_NO = [true, false]

/** What each verdict can be; who is vulnerable or asked before is told by rules alone, and not corrected. */
const VALUES: Record<Told['verdict'], readonly (string | number | boolean)[]> = {
  type: ['complaint', 'question', 'request', 'praise', 'thanks', 'info', 'chatter', 'spam'],
  urgency: [0, 1, 2, 3],
  tone: ['polite', 'neutral', 'rude', 'abusive'],
  target: ['none', 'service', 'agent', 'other'],
  churn: YES_OR_NO,
  ultimatum: YES_OR_NO,
  offLimits: YES_OR_NO,
  sarcasm: YES_OR_NO,
  vulnerable: [],
  insists: [],
}

/** A verdict as a button: pressed, it offers what else it could be. */
export function CorrectVerdict({ messageId, ticketId, told: { verdict, code } }: { messageId: string; ticketId: string; told: Told }) {
  const { t } = useLingui()
  const words = useWords(meaningWords)
  const sayProblem = useSayProblem()
  const values = VALUES[verdict]
  if (values.length === 0) return <span className="text-ink">{words(code)}</span>
  const correct = (value: string | number | boolean) =>
    put<MessageItem>(`/messages/${messageId}/meaning`, { verdict, value }).then((item) => showItems(ticketId, [item]), sayProblem)
  const items = values.map((value) => ({
    id: String(value),
    label: words(`${verdict} ${value}`),
    isChosen: code === `${verdict} ${value}`,
    act: () => void correct(value),
  }))
  return (
    <Menu label={t`Correct: ${words(code)}`} items={items}>
      <Button size="small" tone="quiet" aria-label={t`Correct: ${words(code)}`} className="-ml-1.5 min-h-6! px-1.5! text-xs">
        {words(code)}
      </Button>
    </Menu>
  )
}
