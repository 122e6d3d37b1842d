import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { MouthPage } from '../../contract.ts'
import { Chip } from '../../ui/chip.tsx'
import { TimeAgo } from '../../ui/time.tsx'
import { useSayGesture } from '../../words/allowances.ts'
import { useWords } from '../../words/use-words.ts'
import { MOUTH_TONES, mouthKindWords } from './silence-words.ts'

type Saying = MouthPage['items'][number]

/** What one person told, on which ticket, and what may win them back. */
export function SayingRow({ saying: { kind, at, text, competitors, topics, ticket, wayBack } }: { saying: Saying }) {
  const words = useWords(mouthKindWords)
  return (
    <li className="flex flex-col gap-1 border-t border-line py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link to="/inbox/$ticketId" params={{ ticketId: ticket.id }} search={{ view: 'all' }} className="font-[560] wrap-anywhere">
          {ticket.person}
        </Link>
        <span className="figures text-sm text-soft">T-{ticket.number}</span>
        <Chip tone={MOUTH_TONES[kind] ?? 'plain'}>{words(kind)}</Chip>
        {[...competitors, ...topics].map((name) => (
          <Chip key={name}>{name}</Chip>
        ))}
        <TimeAgo at={at} className="text-sm text-soft" />
      </div>
      <p className="line-clamp-3 wrap-anywhere">{text}</p>
      <WayBack wayBack={wayBack} />
    </li>
  )
}

function WayBack({ wayBack: { script, gesture } }: Pick<Saying, 'wayBack'>) {
  const sayGesture = useSayGesture()
  if (!script && !gesture) return null
  const offered = [script, gesture && sayGesture(gesture)].filter(Boolean).join(' · ')
  return (
    <p className="text-sm text-ok">
      <Trans>A way back, by the manual: {offered}</Trans>
    </p>
  )
}
