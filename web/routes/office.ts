import { lazyRouteComponent } from '@tanstack/react-router'
import { speakOf } from '../i18n.ts'

/** A screen away from the desk: it is brought when it is opened, and its words with it. */
export function office<Room extends Record<string, unknown>, Screen extends keyof Room>(bring: () => Promise<Room>, screen: Screen) {
  return lazyRouteComponent(async () => (await Promise.all([bring(), speakOf('office')]))[0], screen)
}
