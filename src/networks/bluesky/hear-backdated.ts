import { z } from 'zod'
import { isNew, noteKnown, type Ear, type Step } from './ear.ts'
import { hydrate, readNotifications } from './notifications.ts'
import { earlier, remember, type Place } from './place.ts'
import { readSettings } from './settings.ts'

const Dated = z.looseObject({ post: z.looseObject({ uri: z.string(), indexedAt: z.iso.datetime() }) })

/** More than a clock in another zone explains, and more than the long look back covers. */
const BACKDATED = { hours: 26 }

/**
 * A post that its author dated years ago is listed among those years, where no poll for news looks. So the whole list is sounded, a page at a
 * time and over and over, for posts that the network saw much later than they say.
 */
export async function* hearBackdated(ear: Ear, place: Place): AsyncGenerator<Step> {
  const { listenFrom } = readSettings(ear.line.account)
  const { entries, cursor } = await readNotifications(ear, ear.sounding)
  ear.sounding = cursor
  const longAgo = earlier(place.notified, BACKDATED)
  const old = entries.filter(({ at, uri }) => longAgo !== null && at < longAgo && isNew(ear, uri))
  const items = (await hydrate(ear, old)).filter((item, index) => {
    const seen = Dated.safeParse(item).data?.post.indexedAt ?? null
    const said = old[index]?.at ?? ''
    return seen !== null && (earlier(seen, BACKDATED) ?? '') > said && (listenFrom === null || seen >= listenFrom)
  })
  const uris = items.flatMap((item) => Dated.safeParse(item).data?.post.uri ?? [])
  if (items.length > 0) yield { items, moved: { recent: remember(place.recent, uris) } }
  noteKnown(
    ear,
    old.map(({ uri }) => uri),
  )
}
