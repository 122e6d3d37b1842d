import type { Query, QueryKey } from '@tanstack/react-query'
import { queries } from '../queries.ts'

type Change = (data: unknown) => unknown

/** What was written while an answer was on its way. */
const meanwhile = new WeakMap<Query, Change[]>()
/** What was to be asked anew while its first answer was on its way, which the library then takes for the new one. */
const overtaken = new WeakSet<Query>()

queries.getQueryCache().subscribe((event) => {
  if (event.type !== 'updated') return
  const { query, action } = event
  if (action.type === 'fetch') {
    meanwhile.delete(query)
    overtaken.delete(query)
  }
  if (action.type === 'invalidate' && query.state.data === undefined && query.state.fetchStatus !== 'idle') overtaken.add(query)
  if (action.type !== 'success' || action.manual) return
  if (overtaken.delete(query)) void queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
  const changes = meanwhile.get(query) ?? []
  meanwhile.delete(query)
  if (changes.length > 0)
    queries.setQueryData(
      query.queryKey,
      changes.reduce((data, change) => change(data), query.state.data),
    )
})

/**
 * Changes what is shown of a query. An answer that is on its way may have been read before what is written here, and would take it back:
 * there it is written once more. What is written of a ticket is the whole of it as it was, so that twice is as once.
 */
export function amend<T>(queryKey: QueryKey, change: (data: T) => T): void {
  const query = queries.getQueryCache().find({ queryKey, exact: true })
  if (!query) return
  if (query.state.fetchStatus !== 'idle') meanwhile.set(query, [...(meanwhile.get(query) ?? []), change as Change])
  queries.setQueryData<T>(queryKey, (data) => data && change(data))
}
