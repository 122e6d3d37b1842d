import { climb, type Depth } from './climb.ts'
import { isNew, noteKnown, type Ear, type LookBack, type Step } from './ear.ts'
import { hydrate, readNotifications, type Told } from './notifications.ts'
import { earlier, later, remember, type Place } from './place.ts'

/**
 * Mentions, replies and quotations since the place, and somewhat before it: an index fills in no strict order, and pages are cut
 * by time alone, so that two posts of one millisecond can fall between them. Marks nothing as seen: that belongs to the people who use the app.
 */
export async function* hearNotifications(ear: Ear, place: Place, back: LookBack): AsyncGenerator<Step> {
  const floor = earlier(place.notified, back.by)
  const depth: Depth<Told> = back.thorough ? { floor } : { floor, isKnown: ({ uri }) => !isNew(ear, uri) }
  let { notified, recent } = place
  for await (const { entries, cut } of climb((cursor) => readNotifications(ear, cursor), depth)) {
    const fresh = entries.filter(({ uri }) => isNew(ear, uri))
    const newest = entries.at(-1)
    if (newest) notified = later(notified, newest.at)
    const uris = fresh.map(({ uri }) => uri)
    recent = remember(recent, uris)
    const gap = cut ? { since: floor === null ? null : Temporal.Instant.from(floor), why: 'more notifications than could be read' } : undefined
    if (fresh.length > 0 || gap) yield { items: await hydrate(ear, fresh), moved: { notified, recent }, ...(gap && { gap }) }
    // Only now are they stored: what an unfinished batch held must stay new.
    noteKnown(ear, uris)
  }
}
