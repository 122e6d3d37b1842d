import { queryOptions } from '@tanstack/react-query'
import { get, post, remove } from '../../api.ts'
import type { Comparison } from '../../contract.ts'
import { queries } from '../../queries.ts'

/** Others are read some minutes after they are declared, then every hour; who looks sees it within a minute. */
export const comparisonQuery = queryOptions({
  queryKey: ['comparison'],
  queryFn: ({ signal }) => get<Comparison>('/comparison', {}, signal),
  refetchInterval: 60_000,
})

export async function declarePeer(peer: { network: string; handle: string }): Promise<void> {
  await post('/comparison/peers', peer)
  await queries.invalidateQueries({ queryKey: comparisonQuery.queryKey })
}

export async function forgetPeer(id: string): Promise<void> {
  await remove(`/comparison/peers/${id}`)
  await queries.invalidateQueries({ queryKey: comparisonQuery.queryKey })
}
