import { useLingui } from '@lingui/react/macro'
import type { TicketRow } from '../contract.ts'
import { meaningWords } from '../words/meanings.ts'
import { useWords } from '../words/use-words.ts'

type Folded = NonNullable<TicketRow['folded']>

/** What they said last, where a list tells it: nobody is insulted by looking down a queue. */
export function LastWord({ row: { folded, snippet } }: { row: Pick<TicketRow, 'folded' | 'snippet'> }) {
  return folded ? <FoldedWord folded={folded} /> : snippet
}

/** That it is folded, and still what it is about. */
export function FoldedWord({ folded: { type, about } }: { folded: Folded }) {
  const { t } = useLingui()
  const words = useWords(meaningWords)
  const matter = [words(`type ${type}`), ...about].join(' · ')
  return <span className="italic">{t`▸ Abusive words, folded: ${matter}`}</span>
}
