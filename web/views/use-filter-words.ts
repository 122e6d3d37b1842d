import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { membersQuery } from '../queries.ts'
import { languageName } from '../ui/language.ts'
import { networkWords, visibilityWords } from '../ui/network.tsx'
import { stateWords } from '../words/states.ts'
import { useWords } from '../words/use-words.ts'
import type { Asked } from './filter.ts'

/** Each value that a filter can ask for, in the reader's words. */
export function useFilterWords(): Record<keyof Asked, (code: string) => string> {
  const { t, i18n } = useLingui()
  const members = useQuery(membersQuery).data?.items ?? []
  const itself = (text: string) => text
  const assignee = (code: string) => {
    if (code === 'me') return t`mine`
    return code === 'nobody' ? t`nobody's` : (members.find(({ id }) => id === code)?.name ?? code)
  }
  return {
    state: useWords(stateWords),
    networks: useWords(networkWords),
    visibility: useWords(visibilityWords),
    assignee,
    department: itself,
    labels: itself,
    storm: (code) => (code === 'in' ? t`of a storm` : t`of no storm`),
    languages: (code) => languageName(code, i18n.locale),
  }
}
