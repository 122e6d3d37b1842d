import type { Evaluators } from '../check.ts'
import type { Snapshot } from '../snapshot.ts'
import { allOf, fact, folded, notMet, placesOf } from './find.ts'

/** What stands together as one cause, who of it was told, and what staff on site read. */
export const incident: Evaluators<'incident'> = {
  incident: ({ tickets, misses, told, site }, snapshot) => {
    const wanted = tickets.map((label) => ticketOf(label, snapshot))
    const found = snapshot.incidents.find((one) => wanted.every((number) => one.tickets.includes(number)))
    if (!found)
      return notMet(`no incident holds them all: ${snapshot.incidents.map((one) => `«${one.title}» #${one.tickets.join(' #')}`).join(', ') || 'there is none'}`)
    const without = (labels: string[], numbers: readonly number[]) => labels.filter((label) => !numbers.includes(ticketOf(label, snapshot)))
    return allOf([
      fact(misses, 'left out', (labels) => ({ seen: `«${found.title}»`, holds: without(labels, found.tickets).length === labels.length })),
      fact(told, 'told', (labels) => ({ seen: `not ${without(labels, found.told).join(', ')}`, holds: without(labels, found.told).length === 0 })),
      fact(site, 'on site', (words) => ({ seen: `«${found.site}»`, holds: folded(found.site).includes(folded(words)) })),
    ])
  },
}

function ticketOf(label: string, snapshot: Snapshot): number {
  return placesOf(label, snapshot)[0]?.ticket.number ?? 0
}
