import { useLingui } from '@lingui/react/macro'
import type { IncidentPreview } from '../../contract.ts'
import { Chip } from '../../ui/chip.tsx'
import { languageName } from '../../ui/language.ts'
import { networkWords, visibilityWords } from '../../ui/network.tsx'
import { fitWords } from './incident-words.ts'
import { calleeWords } from '../../words/callees.ts'
import { useWords } from '../../words/use-words.ts'

/** Each of them with the words they would get; what doesn't fit first. */
export function Previews({ preview, closes }: { preview: IncidentPreview; closes: boolean }) {
  const { t, i18n } = useLingui()
  const network = useWords(networkWords)
  const visibility = useWords(visibilityWords)
  const fit = useWords(fitWords)
  const who = useWords(calleeWords)
  const items = preview.items.toSorted((a, b) => Number(a.fit === 'fits') - Number(b.fit === 'fits'))
  const count = items.length
  return (
    <output className="flex flex-col gap-2">
      <h3 className="font-[560]">{t`${count} would be told`}</h3>
      <ul className="flex flex-col">
        {items.map((item) => (
          <li key={item.ticket.id} className="flex flex-col gap-0.5 border-t border-line py-2 text-sm">
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-[560]">{item.ticket.personName}</span>
              <span className="text-soft">
                {network(item.network)}, {visibility(item.visibility)}, {languageName(item.language, i18n.locale)}
              </span>
              {item.own ? null : <Chip tone="warn">{t`not their language`}</Chip>}
              {item.fit === 'fits' ? null : <Chip tone="now">{fit(item.fit)}</Chip>}
              {closes && item.hasAnswered ? <Chip>{t`has answered: stays open`}</Chip> : null}
              {item.yesOf === null ? null : <Chip tone="note">{t`waits there for the yes of ${who(item.yesOf)}`}</Chip>}
            </span>
            <span className="wrap-anywhere whitespace-pre-wrap">{item.text}</span>
          </li>
        ))}
      </ul>
    </output>
  )
}
