import type { Meaning } from './meaning.ts'

const MARKED = ['ultimatum', 'churn', 'vulnerable', 'insists', 'offLimits'] as const

/** What sets a message's matter apart from others, on its ticket's row. What is unsure marks nothing. */
export function marksOf(meaning: Meaning): string[] {
  const said = MARKED.filter((mark) => meaning[mark] && !(meaning.unsure as string[]).includes(mark)).map((mark) =>
    mark === 'offLimits' ? 'off-limits' : mark,
  )
  return isAbuse(meaning) ? ['abuse', ...said] : said
}

export function isAbuse({ tone, unsure }: Pick<Meaning, 'tone' | 'unsure'>): boolean {
  return tone === 'abusive' && !unsure.includes('tone')
}
