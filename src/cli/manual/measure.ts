import { counterOf, type Counter } from '../../../web/composer/length.ts'
import type { Measure } from '../../manual/check/checked.ts'
import { NETWORKS } from '../../networks/all.ts'

/** The length of a text by each network's own rule, as the composer counts it. */
export async function openMeasure(): Promise<Measure> {
  const counters = new Map<string, Counter>()
  for (const { name, capabilities } of NETWORKS)
    for (const visibility of ['public', 'private'] as const) {
      const rule = capabilities.limits[visibility]
      if (rule) counters.set(`${name} ${visibility}`, await counterOf(rule))
    }
  return (network, visibility, text) => counters.get(`${network} ${visibility}`)?.(text) ?? null
}
