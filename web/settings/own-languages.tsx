import { useLingui } from '@lingui/react/macro'
import { useMutation, useQuery } from '@tanstack/react-query'
import { put } from '../api.ts'
import type { Availabilities, Availability } from '../contract.ts'
import { queries } from '../queries.ts'
import { availabilityQuery } from '../shell/use-duty.ts'
import { useMe } from '../shell/use-may.ts'
import { useSayProblem } from '../words/use-say-problem.ts'
import { LanguageToggles } from './language-toggles.tsx'

/** In which languages tickets may come to this person; kept with each press. */
export function OwnLanguages() {
  const { t } = useLingui()
  const me = useMe()
  const sayProblem = useSayProblem()
  const { data } = useQuery(availabilityQuery)
  const change = useMutation({
    mutationFn: (languages: string[]) => put<Availability>('/me/languages', { languages }),
    onMutate: (languages) => show(me.member.id, languages),
    onError: sayProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: availabilityQuery.queryKey }),
  })
  const mine = data?.items.find(({ member }) => member.id === me.member.id)
  if (!mine) return null
  return <LanguageToggles label={t`Languages you answer in`} chosen={mine.languages} onChange={change.mutate} />
}

function show(memberId: string, languages: string[]): void {
  queries.setQueryData<Availabilities>(
    availabilityQuery.queryKey,
    (known) => known && { items: known.items.map((one) => (one.member.id === memberId ? { ...one, languages } : one)) },
  )
}
