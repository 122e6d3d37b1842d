import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import type { Amount } from '../../src/domain/allowance.ts'
import type { LeaveReason } from '../../src/domain/leave-reason.ts'
import { visibilityWords } from '../ui/network.tsx'
import { useSayAmount } from '../words/allowances.ts'
import { yesWords } from '../words/facts.ts'
import { leaveWords } from '../words/leavings.ts'
import { useWords, type Words } from '../words/use-words.ts'

/** The value of what a rule gave, in words: names of the manual as they are, codes of ours said. */
export function useSayActValue(): (act: string, value: unknown) => string {
  const { _ } = useLingui()
  const sayAmount = useSayAmount()
  const [need, visibility, yes, answer] = [useWords(needClassWords), useWords(visibilityWords), useWords(yesWords), useWords(answerWords)]
  const say = (act: string, value: unknown): string => {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return _(msg`nothing`)
    if (Array.isArray(value)) return value.map((one) => say(act, one)).join(', ')
    if (isLeave(value)) return `${_(leaveWords[value.reason])} (${value.because})`
    if (isAmount(value)) return sayAmount(value)
    if (typeof value === 'object')
      return Object.values(value)
        .filter((part) => part !== null)
        .map((part) => say(act, part))
        .join(', ')
    const code = String(value)
    if (typeof value === 'boolean') return yes(code)
    const words = { need, visibility, answer }
    return act in words ? words[act as keyof typeof words](code) : code
  }
  return say
}

function isLeave(value: unknown): value is { reason: LeaveReason; because: string } {
  return typeof value === 'object' && value !== null && 'reason' in value && String(value.reason) in leaveWords && 'because' in value
}

function isAmount(value: unknown): value is Amount {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
}

const needClassWords: Words = {
  now: msg({ message: 'now', context: 'need class' }),
  'very-urgent': msg({ message: 'very urgent', context: 'need class' }),
  urgent: msg({ message: 'urgent', context: 'need class' }),
  standard: msg({ message: 'standard', context: 'need class' }),
  'can-wait': msg({ message: 'can wait', context: 'need class' }),
}

const answerWords: Words = { answer: msg`answered`, leave: msg`left unanswered` }
