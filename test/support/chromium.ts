import { chromium, type Browser } from 'playwright-core'
import { ensureDebian } from './debian.ts'
import type { Browser as ApiBrowser } from './http.ts'

export const CHROMIUM = '/usr/bin/chromium'

/** As root in a container, with nothing of its own to say to the network. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real Chromium with an empty cache, installed first where that can be done. */
export async function openChromium(): Promise<Browser> {
  if (!(await ensureDebian(['chromium'], CHROMIUM))) throw new Error('there is no Chromium')
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
}

/** What signs a page of `url` in as somebody. */
export function cookiesFor(url: string, as: ApiBrowser) {
  return [...as.cookies].map(([name, value]) => ({ name, value, url: new URL(url).origin, httpOnly: true, sameSite: 'Lax' as const }))
}
