import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import type { Mouth } from '../../contract.ts'
import { Section } from '../../ui/page.tsx'
import { Paged } from '../../ui/paged.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { useWords } from '../../words/use-words.ts'
import { mouthQuery, sayingsQuery } from './presence-query.ts'
import { SayingRow } from './saying-row.tsx'
import { mouthKindsWords, mouthKindWords } from './silence-words.ts'

/** Who leaves and for whom, who praises and who warns; each figure opens what was said. */
export function WordOfMouth() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(mouthQuery)
  const [kind, setKind] = useState<string | null>(null)
  const list = useInfiniteQuery(sayingsQuery(kind))
  return (
    <Section
      title={t`Word of mouth`}
      lead={t`What people tell each other about us in the last 30 days, each person counted once. Press a figure to read what was said.`}
    >
      {error ? <Failed problem={error} retry={() => void refetch()} /> : data ? <Figures mouth={data} kind={kind} choose={setKind} /> : <Loading />}
      <Paged list={list} empty={<p className="text-soft">{t`Nobody has told others anything that we heard.`}</p>}>
        {(saying) => <SayingRow key={saying.id} saying={saying} />}
      </Paged>
    </Section>
  )
}

function Figures({ mouth: { kinds, competitors, causes }, kind, choose }: { mouth: Mouth; kind: string | null; choose: (kind: string | null) => void }) {
  const { t } = useLingui()
  const [one, many] = [useWords(mouthKindWords), useWords(mouthKindsWords)]
  return (
    <>
      {kinds.length > 0 ? (
        <fieldset aria-label={t`How many people`} className="flex flex-wrap gap-1.5">
          {kinds.map(({ kind: told, people }) => (
            <ToggleButton
              key={told}
              isSelected={kind === told}
              onChange={(chosen) => choose(chosen ? told : null)}
              className="figures rounded-md border border-line bg-raised px-2.5 py-1 hover:bg-stone aria-pressed:border-accent aria-pressed:bg-accent-wash"
            >
              <span className="font-[600]">{people}</span> {people === 1 ? one(told) : many(told)}
            </ToggleButton>
          ))}
        </fieldset>
      ) : null}
      {competitors.length > 0 ? (
        <p className="text-soft">
          <Trans>To whom:</Trans> {competitors.map(({ name, leaves, compares }) => `${name} (${leaves + compares})`).join(', ')}
        </p>
      ) : null}
      {causes.length > 0 ? <Causes causes={causes} /> : null}
    </>
  )
}

function Causes({ causes }: Pick<Mouth, 'causes'>) {
  const { t } = useLingui()
  return (
    <table className="figures w-full max-w-md border-collapse text-left">
      <thead className="text-xs text-faint">
        <tr>
          <th scope="col" className="pb-1 font-normal">{t`Cause`}</th>
          <th scope="col" className="pb-1 pl-3 text-right font-normal">{t`Against us`}</th>
          <th scope="col" className="pb-1 pl-3 text-right font-normal">{t`For us`}</th>
        </tr>
      </thead>
      <tbody>
        {causes.map(({ cause, by, good, bad }) => (
          <tr key={`${by} ${cause}`} className="border-t border-line">
            <th scope="row" className="py-1 font-normal text-soft wrap-anywhere">
              {cause}
            </th>
            <td className="py-1 pl-3 text-right">{bad}</td>
            <td className="py-1 pl-3 text-right">{good}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
