import { post } from '../api.ts'
import type { Notifications } from '../contract.ts'

/** Whether this browser can be notified, and whether it may. */
export type PushState = 'impossible' | 'denied' | 'off' | 'on'

const WORKER = '/push-worker.js'

/** Only where the page came over TLS, or from this machine, do browsers let themselves be notified. */
export function canPush(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
}

export async function pushState(known: Notifications): Promise<PushState> {
  if (!canPush()) return 'impossible'
  if (Notification.permission === 'denied') return 'denied'
  const here = await endpointHere()
  return here !== null && known.browsers.some(({ endpoint }) => endpoint === here) ? 'on' : 'off'
}

/** This browser's address at its push service; null while it has none. */
export async function endpointHere(): Promise<string | null> {
  const worker = await navigator.serviceWorker.getRegistration(WORKER)
  return (await worker?.pushManager.getSubscription())?.endpoint ?? null
}

/** Asks the person, then the browser's push service, then Plaza. Throws `PushRefused` when the person or the browser said no. */
export async function allowPush(pushKey: string, label: string): Promise<Notifications> {
  if ((await Notification.requestPermission()) !== 'granted') throw new PushRefused()
  await navigator.serviceWorker.register(WORKER)
  const { pushManager } = await navigator.serviceWorker.ready
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey }).catch((cause: unknown) => {
    throw new PushRefused(cause)
  })
  const { endpoint = '', keys = {} } = subscription.toJSON()
  return post<Notifications>('/me/browsers', { endpoint, keys: { p256dh: keys['p256dh'] ?? '', auth: keys['auth'] ?? '' }, label })
}

export class PushRefused extends Error {
  constructor(cause?: unknown) {
    super('the browser does not let itself be notified', { cause })
  }
}

/** After this nothing is pushed here any more, whatever Plaza still knows. */
export async function endPush(): Promise<void> {
  const worker = await navigator.serviceWorker.getRegistration(WORKER)
  await (await worker?.pushManager.getSubscription())?.unsubscribe()
}

/** «Firefox · Android», as people know their browsers; nothing more of it is kept. */
export function browserName(agent: string): string {
  const browser = [
    ['Edg', 'Edge'],
    ['OPR', 'Opera'],
    ['Firefox', 'Firefox'],
    ['Chrom', 'Chrome'],
    ['Safari', 'Safari'],
  ].find(([sign]) => agent.includes(sign!))?.[1]
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac', 'Linux'].find((name) => agent.includes(name))
  return [browser, system].filter(Boolean).join(' · ') || 'Browser'
}
