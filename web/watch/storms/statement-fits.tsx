import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { counterOf } from '../../composer/length.ts'
import type { StormRoom } from '../../contract.ts'
import { Chip } from '../../ui/chip.tsx'
import { TextField } from '../../ui/field.tsx'
import { networkWords, visibilityWords } from '../../ui/network.tsx'
import { useWords } from '../../words/use-words.ts'

export interface StatementFitsProps {
  places: StormRoom['places']
  text: string
  short: string
  write: (short: string) => void
}

/** How long a statement is where the people of the storm write, as each network counts; a short form for where the whole is too long. */
export function StatementFits({ places, text, short, write }: StatementFitsProps) {
  const { t, i18n } = useLingui()
  const network = useWords(networkWords)
  const visibility = useWords(visibilityWords)
  const { data: counters } = useQuery({
    queryKey: ['counters', places.map(({ network: on, visibility: how }) => `${on} ${how}`)],
    queryFn: async () => Promise.all(places.map(({ length }) => counterOf(length))),
    staleTime: Infinity,
  })
  if (text === '' || !counters) return null
  const shown = places.map((place, n) => ({ ...place, whole: counters[n]!(text), cut: counters[n]!(short.trim()) }))
  const isLong = shown.some(({ whole }) => whole.isTooLong)
  return (
    <>
      {isLong || short !== '' ? (
        <TextField
          label={t`The statement, shorter`}
          hint={t`For places where the whole does not fit.`}
          value={short}
          onChange={write}
          maxLength={1000}
          rows={2}
        />
      ) : null}
      <output className="flex flex-wrap gap-2">
        {shown.map(({ network: on, visibility: how, whole, cut }) => {
          const isCut = whole.isTooLong && short.trim() !== '' && !cut.isTooLong
          const { length, max } = isCut ? cut : whole
          return (
            <Chip key={`${on} ${how}`} tone={whole.isTooLong && !isCut ? 'now' : 'plain'}>
              <span className="figures">
                {network(on)}, {visibility(how)}: {i18n.number(length)} / {i18n.number(max)}
                {isCut ? ` · ${t`the short form`}` : ''}
              </span>
            </Chip>
          )
        })}
      </output>
    </>
  )
}
