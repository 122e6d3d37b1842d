import { Plural, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { StormRoom } from '../../contract.ts'
import { Chip } from '../../ui/chip.tsx'
import { networkWords } from '../../ui/network.tsx'
import { useWords } from '../../words/use-words.ts'

/** Who says something new and who repeats; the words of most, each with those who say them. */
export function StormSaid({ room: { said, heard } }: { room: StormRoom }) {
  const network = useWords(networkWords)
  return (
    <>
      <Shares heard={heard} />
      {said.map(({ word, messages: times, voices }) => (
        <details key={word} className="border-t border-line pt-2">
          <summary className="cursor-pointer">
            <span className="font-[560]">{word}</span> <span className="figures text-soft">×{times}</span>
          </summary>
          <ul className="mt-2 flex flex-col gap-2">
            {voices.map((voice) => (
              <li key={voice.ticketId + voice.at} className="text-sm">
                <Link to="/inbox/$ticketId" params={{ ticketId: voice.ticketId }} search={{ view: 'all' }} dir="auto" className="wrap-anywhere text-ink">
                  {voice.text}
                </Link>
                <span className="block text-soft">
                  {voice.personName} · {network(voice.network)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  )
}

function Shares({ heard: { messages, newComplaints, reposts, copies, again, young } }: { heard: StormRoom['heard'] }) {
  const { t } = useLingui()
  return (
    <p className="flex flex-wrap gap-2">
      <Chip tone="warn">
        <Plural value={newComplaints} one="# new complaint" other="# new complaints" />
      </Chip>
      {reposts > 0 ? (
        <Chip>
          <Plural value={reposts} one="# repost" other="# reposts" />
        </Chip>
      ) : null}
      {copies > 0 ? (
        <Chip>
          <Plural value={copies} one="# copy" other="# copies" />
        </Chip>
      ) : null}
      {again > 0 ? <Chip>{t`${again} of the same people`}</Chip> : null}
      {young > 0 ? <Chip>{t`${young} by new accounts`}</Chip> : null}
      <span className="text-sm text-soft">{t`of ${messages} messages`}</span>
    </p>
  )
}
