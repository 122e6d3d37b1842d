import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { StormRoom } from '../../contract.ts'
import { networkWords } from '../../ui/network.tsx'
import { useWords } from '../../words/use-words.ts'

/** Who speaks where, who waits, and how many could have seen it. */
export function StormAffected({ room: { affected, heard, reach } }: { room: StormRoom }) {
  const network = useWords(networkWords)
  const { i18n } = useLingui()
  const [people, authors] = [i18n.number(reach.people), reach.authors]
  return (
    <>
      <p>
        <Plural value={heard.authors} one="# person" other="# people" />,{' '}
        <Plural value={affected.waiting} one="# of them complains and waits" other="# of them complain and wait" />
      </p>
      <ul className="figures text-sm text-soft">
        {affected.networks.map((one) => (
          <li key={one.network}>
            {network(one.network)}: <Plural value={one.messages} one="# message" other="# messages" />,{' '}
            <Plural value={one.authors} one="# person" other="# people" />
          </li>
        ))}
      </ul>
      {authors > 0 ? (
        <p className="text-sm text-soft">
          <Trans>
            At most {people} could have seen it: the followers of <Plural value={authors} one="# author" other="# authors" />. It raises no alarm and moves
            nobody’s place.
          </Trans>
        </p>
      ) : null}
    </>
  )
}
