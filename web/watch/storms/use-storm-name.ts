import { useQuery } from '@tanstack/react-query'
import { accountsQuery } from '../../queries.ts'
import { networkWords } from '../../ui/network.tsx'
import { useWords } from '../../words/use-words.ts'

/** What a person called a storm, or the series that names it, as people say it: #AeroPierde, “equipaje”, @aeroandes. */
export function useStormName(): (title: string) => string {
  const network = useWords(networkWords)
  const { data } = useQuery(accountsQuery)
  return (title) => {
    const [, kind, word = ''] = /^(account|network|topic|tag|phrase):(.+)$/.exec(title) ?? []
    if (kind === 'tag') return `#${word}`
    if (kind === 'phrase') return `“${word}”`
    if (kind === 'network') return network(word)
    if (kind === 'topic') return word
    const account = kind === 'account' ? data?.items.find(({ id }) => id === word) : undefined
    return account ? `@${account.handle}` : title
  }
}
