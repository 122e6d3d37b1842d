import { useSuspenseQuery } from '@tanstack/react-query'
import type { Ability, Me } from '../contract.ts'
import { meQuery } from '../queries.ts'

export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

/** Only to hide what the server would refuse: the server decides. */
export function useMay(ability: Ability): boolean {
  return useMe().abilities.includes(ability)
}
