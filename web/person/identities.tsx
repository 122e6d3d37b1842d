import { useLingui } from '@lingui/react/macro'
import type { Person } from '../contract.ts'
import { address } from '../inbox/row.tsx'
import { NetworkGlyph, networkWords } from '../ui/network.tsx'
import { useWords } from '../words/use-words.ts'
import { evidenceWords } from './evidence-words.ts'

export function Identities({ identities }: { identities: Person['identities'] }) {
  const { t } = useLingui()
  const network = useWords(networkWords)
  const evidence = useWords(evidenceWords)
  return (
    <ul className="flex flex-col">
      {identities.map((identity) => {
        const handle = address(identity.handle)
        return (
          <li key={identity.id} className="flex items-start gap-3 border-t border-line py-2.5 first:border-t-0">
            <span className="mt-0.5 flex size-8 shrink-0 items-center justify-center rounded-md bg-stone text-soft">
              <NetworkGlyph network={identity.network} size={16} />
            </span>
            <span className="min-w-0 flex-1">
              <span className="flex flex-wrap gap-x-2">
                <strong className="font-[560] wrap-anywhere">{handle}</strong>
                <span className="text-soft wrap-anywhere">{identity.name}</span>
              </span>
              <span className="block text-sm text-soft">
                {network(identity.network)} · {evidence(identity.evidence)}
              </span>
            </span>
            {identity.url && identity.url.startsWith('https:') ? (
              <a
                href={identity.url}
                target="_blank"
                rel="noreferrer"
                aria-label={t`Profile of ${handle}`}
                className="text-sm text-soft underline underline-offset-2 hover:text-ink"
              >
                {t`Profile`}
              </a>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
