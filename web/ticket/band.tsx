import { useLingui } from '@lingui/react/macro'
import type { MessageItem, Thread } from '../contract.ts'
import { address } from '../inbox/row.tsx'
import { NetworkGlyph, networkWords, VisibilityGlyph } from '../ui/network.tsx'
import { useWords } from '../words/use-words.ts'

/** Where what follows was said: drawn, coloured and in words, at every change of place. */
export function Band({ message, thread }: { message: MessageItem; thread: Thread | undefined }) {
  const { t } = useLingui()
  const network = useWords(networkWords)
  const isPublic = message.visibility === 'public'
  const account = message.account ?? thread?.account
  const said = message.network === 'phone' ? t`Phone call` : isPublic ? t`Public` : t`Private`
  return (
    <h2
      className={`mt-1 flex items-center gap-1.5 text-xs font-semibold after:flex-1 after:border-t ${isPublic ? 'text-public after:border-public-line' : 'text-private after:border-private-line'}`}
    >
      <VisibilityGlyph visibility={message.visibility} />
      <span className="uppercase">{said}</span>·
      <NetworkGlyph network={message.network} />
      <span className="min-w-0 truncate">
        {network(message.network)}
        {account ? ` · ${address(account.handle)}` : ''}
        {thread?.subject && !message.subject ? ` · ${thread.subject}` : ''}
      </span>
    </h2>
  )
}
