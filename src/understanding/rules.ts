import type { Evidence, Meaning, Urgency } from '../domain/meaning.ts'
import type { ConceptHit } from './concepts.ts'
import RULES from './cues/rules.json' with { type: 'json' }
import { wordsOf, type Seen } from './evidence.ts'

export interface Ruled {
  urgency: Urgency
  /** Of the urgency, where a rule raised it. */
  probability: number
  /** Where the words tell the direction plainly. */
  churn: { value: boolean; probability: number } | null
  /** Somebody was called what nobody is called by mistake. */
  abusive: boolean
  vulnerable: boolean
  insists: boolean
  competitors: string[]
  topics: string[]
  /** The brand's own word for it was said. */
  offLimits: boolean
  evidence: Meaning['evidence']
}

/** Concepts that together make a rule. */
interface RaisingRule {
  name: string
  urgency: number
  /** How often it is right. */
  probability: number
  all: string[]
}

/** Concepts that tell the direction: leaving us, staying, coming. */
interface DirectionRule {
  name: string
  value: boolean
  probability: number
  all: string[]
  none: string[]
}

const DIRECTIONS: readonly DirectionRule[] = RULES.churn
const RAISING: readonly RaisingRule[] = RULES.urgency
const VULNERABLE: ReadonlySet<string> = new Set(RULES.vulnerable)
const INSISTING: ReadonlySet<string> = new Set(RULES.insists)
const ABUSIVE: ReadonlySet<string> = new Set(RULES.abusive)
/** How a brand's own words come in: see compile-brand.ts. */
export const BRANDED = { competitor: 'competitor:', topic: 'topic:' } as const
/** What stands for all off-limits words of a brand. */
export const OFF_LIMITS = 'off-limits'

const NOTHING_SAID = { probability: 0, churn: null, abusive: false, vulnerable: false, insists: false, competitors: [], topics: [], offLimits: false }

/** What the cues say by themselves. A rule may raise urgency and never lowers it. */
export function applyRules(seen: Seen, urgency: Urgency): Ruled {
  const ruled: Ruled = { ...NOTHING_SAID, urgency, evidence: {} }
  if (seen.hits.length === 0) return ruled
  for (const rule of RAISING) raise(seen, rule, ruled)
  ruled.churn = direct(seen, ruled)
  ruled.abusive = tells(seen, ruled, 'tone', (concept) => ABUSIVE.has(concept))
  ruled.vulnerable = tells(seen, ruled, 'vulnerable', (concept) => VULNERABLE.has(concept))
  ruled.insists = tells(seen, ruled, 'insists', (concept) => INSISTING.has(concept))
  ruled.offLimits = tells(seen, ruled, 'offLimits', (concept) => concept === OFF_LIMITS)
  ruled.competitors = named(seen.hits, BRANDED.competitor)
  ruled.topics = tells(seen, ruled, 'topics', (concept) => concept.startsWith(BRANDED.topic)) ? named(seen.hits, BRANDED.topic) : []
  return ruled
}

/** Whether a verdict's concepts are said; its evidence then is all of their words. */
function tells(seen: Seen, { evidence }: Ruled, verdict: keyof Meaning['evidence'], is: (concept: string) => boolean): boolean {
  const hits = seen.hits.filter(({ concept }) => is(concept))
  if (hits.length > 0) evidence[verdict] = hits.map((hit) => quote(seen, hit))
  return hits.length > 0
}

function raise(seen: Seen, { name, urgency, probability, all }: RaisingRule, ruled: Ruled): void {
  const found = all.map((concept) => seen.hits.find((hit) => hit.concept === concept))
  if (found.includes(undefined)) return
  ruled.evidence.urgency = [...(ruled.evidence.urgency ?? []), ...found.map((hit) => ({ ...quote(seen, hit!), by: name }))]
  if (urgency <= ruled.urgency) return
  ruled.urgency = urgency as Urgency
  ruled.probability = probability
}

function direct(seen: Seen, ruled: Ruled): Ruled['churn'] {
  const has = (concept: string) => seen.hits.some((hit) => hit.concept === concept)
  const rule = DIRECTIONS.find(({ all, none }) => all.every(has) && !none.some(has))
  if (!rule) return null
  ruled.evidence.churn = seen.hits.filter(({ concept }) => rule.all.includes(concept)).map((hit) => ({ ...quote(seen, hit), by: rule.name }))
  return rule
}

function quote({ text, tokens }: Seen, hit: ConceptHit): Evidence {
  return { words: wordsOf(text, tokens, hit), by: hit.concept }
}

function named(hits: readonly ConceptHit[], prefix: string): string[] {
  return [...new Set(hits.flatMap(({ concept }) => (concept.startsWith(prefix) ? [concept.slice(prefix.length)] : [])))]
}
