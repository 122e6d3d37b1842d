import { useQuery } from '@tanstack/react-query'
import { accountsQuery } from '../../queries.ts'
import { networkWords } from '../../ui/network.tsx'
import { useWords } from '../../words/use-words.ts'

/** What a person called a storm, or the series that names it, as people say it: #AeroPierde, “equipaje”, @aeroandes. */
export function useStormName(): (title: string, named?: string | null) => string {
  const network = useWords(networkWords)
  const { data } = useQuery(accountsQuery)
  const names: Record<string, (key: string) => string> = {
    account: (id) => handleOf(data?.items.find((account) => account.id === id)),
    network,
    topic: (name) => name,
    tag: (tag) => (tag.startsWith('#') ? tag : `#${tag}`),
    phrase: (word) => `“${word}”`,
  }
  return (title, named = null) => {
    const [, kind = '', key = ''] = /^(account|network|topic|tag|phrase):(.+)$/.exec(title) ?? []
    return names[kind]?.(named ?? key) ?? title
  }
}

function handleOf(account: { handle: string } | undefined): string {
  return account ? `@${account.handle}` : '@…'
}
