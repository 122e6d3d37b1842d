import type { Json } from '../../src/domain/network-name.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { openManuals, type Manuals } from '../../src/pipeline/manual-in-force.ts'
import { openLog } from '../../src/platform/log.ts'
import { upsertAccount } from '../../src/storage/account-writes.ts'
import type { Db } from '../../src/storage/database.ts'
import { insertManualVersion } from '../../src/storage/manuals.ts'
import { followVolume } from '../../src/watch/storm/follow-volume.ts'
import { watchStorms } from '../../src/watch/watch-storms.ts'
import { caughtUp } from './caught-up.ts'
import { openTestDatabase } from './database.ts'
import { batchOfLines, ingestNeeds, makeWorkspace, post, type TestWorkspace } from './workspace.ts'

export const MANUAL = `
manual: aeroandes
title: Manual de Aeroandes
language: es
brand: { name: Aeroandes, timeZone: America/Bogota, languages: [es], voice: { is: [claro] } }
accounts: { aeroandes: { network: x, handle: aeroandes } }
crisis:
  amber: { looks: Tres veces lo normal., begins: { timesNormal: 3, complaints: 20+, within: 1h }, stopScheduled: yes }
  red: { looks: Diez veces lo normal., begins: { timesNormal: 10, within: 1h }, stopScheduled: yes }
`

export const START = Temporal.Instant.from('2026-03-02T00:00:00Z')
export const DAY = 24 * 60
const NETWORKS = ['x', 'bluesky', 'mastodon'] as const
const ORDINARY = [
  '¿A qué hora abre el mostrador de Cali?',
  'Gracias por la ayuda de ayer',
  '¿Puedo llevar una bicicleta?',
  'Buen vuelo hoy desde Pasto',
  '¿Hay wifi a bordo?',
]
const ANGRY = [
  'Perdieron mi equipaje y nadie contesta',
  'Llevo tres horas sin equipaje en la cinta',
  'Otra vez mi equipaje no llegó, qué vergüenza',
  'Mi equipaje quedó en Lima y nadie responde',
]

export interface StormWorkspace extends TestWorkspace {
  hear(items: readonly Json[]): Promise<void>
  /** The watch looks, so many minutes after the start. */
  watchAt(minute: number): Promise<void>
}

export interface StormWorld {
  url: string
  db: Db
  manuals: Manuals
  openWorkspace(manual?: string): Promise<StormWorkspace>
}

/** Workspaces that listen on three networks, by a manual with two levels of crisis. */
export async function openStormWorld(): Promise<StormWorld> {
  const { db, url } = await openTestDatabase()
  const needs = await ingestNeeds(db)
  const manuals = openManuals(db, openLog('silent'))
  return {
    db,
    url,
    manuals,
    async openWorkspace(manual = MANUAL) {
      const workspace = await makeWorkspace(db)
      for (const network of ['bluesky', 'mastodon'] as const)
        await upsertAccount(db, {
          workspaceId: workspace.id,
          network,
          nativeId: '900',
          handle: 'aeroandes',
          name: 'Aeroandes',
          speaks: 'brand',
          state: 'connected',
        })
      await insertManualVersion(db, { workspaceId: workspace.id, memberId: null, text: manual, note: null })
      return {
        ...workspace,
        async hear(items) {
          for (const [network, lines] of Map.groupBy(items, (item) => (item as { network: (typeof NETWORKS)[number] }).network))
            for (let n = 0; n < lines.length; n += 200) await ingest(needs, { ...batchOfLines(workspace, lines.slice(n, n + 200)), network })
        },
        async watchAt(minute) {
          await caughtUp(db, ['volume'], () => followVolume(db))
          await watchStorms({ db, manuals, now: () => START.add({ seconds: Math.round(minute * 60) }) })
        },
      }
    },
  }
}

let said = 0

/** Somebody's public word, so many minutes after the start, on one network after the other. */
export function word(minute: number, who: string, text: string, more: Record<string, Json> = {}): Json {
  said += 1
  return post(`s${said}`, who, text.startsWith('RT ') ? text : `@aeroandes ${text}`, 0, {
    network: NETWORKS[said % 3]!,
    at: START.add({ seconds: Math.round(minute * 60) }).toString(),
    ...more,
  })
}

/** A word every five minutes, as on any day. */
export const ordinary = (from: number, to: number): Json[] =>
  Array.from({ length: Math.floor((to - from) / 5) }, (_, n) => word(from + n * 5 + 1, `vecino${from}-${n}`, `${ORDINARY[n % ORDINARY.length]} ${n}`))

/** Twenty times as much; every other word repeats somebody's post. */
export const stormy = (from: number, to: number): Json[] =>
  Array.from({ length: (to - from) * 4 }, (_, n) =>
    word(
      from + n / 4,
      `enojado${from}-${n}`,
      n % 2 === 0 ? `${ANGRY[(n / 2) % ANGRY.length]}, vuelo ${n}` : 'RT @voz: @aeroandes pierde el equipaje de todos #AeroPierde',
    ),
  )
