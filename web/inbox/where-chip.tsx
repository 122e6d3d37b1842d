import { useLingui } from '@lingui/react/macro'
import type { TicketRow } from '../contract.ts'
import { Chip } from '../ui/chip.tsx'
import { NetworkGlyph, networkWords, VisibilityGlyph } from '../ui/network.tsx'
import { useWords } from '../words/use-words.ts'

type Where = Pick<TicketRow, 'network' | 'visibility'>

/** Network and world: drawn, coloured and said. */
export function WhereChip({ network, visibility }: Where) {
  return (
    <Chip tone={visibility}>
      <VisibilityGlyph visibility={visibility} size={11} />
      <span>{useWhere({ network, visibility })}</span>
    </Chip>
  )
}

/** The same in a narrow line: two drawings whose words are for screen readers and the pointer. */
export function WhereMark({ network, visibility }: Where) {
  const where = useWhere({ network, visibility })
  return (
    <span title={where} className={`inline-flex items-center gap-1 ${visibility === 'public' ? 'text-public' : 'text-private'}`}>
      <VisibilityGlyph visibility={visibility} size={12} />
      <NetworkGlyph network={network} size={12} />
      <span className="sr-only">{where}</span>
    </span>
  )
}

function useWhere({ network, visibility }: Where): string {
  const { t } = useLingui()
  const name = useWords(networkWords)(network)
  if (network === 'phone') return name
  return visibility === 'public' ? t`${name} public` : t`${name} private`
}
