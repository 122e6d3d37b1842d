import type { Meaning } from '../domain/meaning.ts'
import { toJson } from './json.ts'

/** What most messages do not say. It is left out of the row: half its bytes. */
const UNSAID = {
  target: 'none',
  churn: false,
  competitors: [],
  ultimatum: false,
  offLimits: false,
  sarcasm: false,
  vulnerable: false,
  insists: false,
  topics: [],
  entities: [],
  unsure: [],
  evidence: {},
} satisfies Partial<Meaning>

const CERTAIN = { type: 1, urgency: 1, tone: 1, target: 1, churn: 1, ultimatum: 1, offLimits: 1, sarcasm: 1 } satisfies Meaning['probability']

/** A meaning as a row holds it, in JSON: only what differs from the plainest message; probabilities in hundredths, nobody reads more of them. */
export function packMeaning({ probability, ...meaning }: Meaning): string {
  const packed: Record<string, unknown> = {}
  for (const key of Object.keys(meaning) as (keyof typeof meaning)[]) if (!isUnsaid(key, meaning[key])) packed[key] = meaning[key]
  const doubts: Partial<Meaning['probability']> = {}
  for (const verdict of Object.keys(probability) as (keyof Meaning['probability'])[]) {
    const hundredths = Math.round(probability[verdict] * 100) / 100
    if (hundredths !== CERTAIN[verdict]) doubts[verdict] = hundredths
  }
  return toJson({ ...packed, probability: doubts })
}

function isUnsaid(key: string, value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : value === (UNSAID as Record<string, unknown>)[key]
}

/** What `packMeaning` left out, put back. */
export function unpackMeaning(packed: Partial<Meaning>): Meaning {
  return { ...UNSAID, ...packed, probability: { ...CERTAIN, ...packed.probability } } as Meaning
}
