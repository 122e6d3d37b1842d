import { useLingui } from '@lingui/react/macro'
import type { Amount, Gesture } from '../../src/domain/allowance.ts'

/** An amount as the reader's language writes it; whole sums without their cents. */
export function useSayAmount(): (of: Amount) => string {
  const { i18n } = useLingui()
  return ({ amount, currency }) => i18n.number(amount, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' })
}

/** What may be given, in the manual's words, and up to how much. */
export function useSayGesture(): (of: Gesture) => string {
  const { t } = useLingui()
  const say = useSayAmount()
  return ({ give, upTo }) => {
    if (!upTo) return give
    const most = say(upTo)
    return t`${give}, up to ${most}`
  }
}
