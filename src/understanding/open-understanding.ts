import type { Entity, Evidence, Meaning, Verdict } from '../domain/meaning.ts'
import type { BrandWords } from './brand-words.ts'
import { compileBrand, type CompiledBrand } from './compile-brand.ts'
import { findEntities } from './entities/find-entities.ts'
import { evidenceOf, type Seen } from './evidence.ts'
import { createExtractor } from './features.ts'
import { HEADS, type Head } from './heads.ts'
import { openLanguageGuesser, settleLanguage, type LanguageGuess } from './language.ts'
import { applyRules } from './rules.ts'
import { tokenise } from './tokens.ts'
import { judge, type Answers } from './verdicts.ts'
import { loadWeights, scoreSmall, type SmallWeights } from './weights.ts'

export interface Hints {
  /** What is known of the author; it counts where the words are too few to tell. */
  language?: string | null
  /** ISO 3166, two letters: how its people write telephone numbers. */
  country?: string | null
  brand?: BrandWords
}

export interface Reading extends Meaning {
  /** Settled with the hint; null when neither words nor hint tell. */
  language: string | null
  /** What the words alone say. */
  guess: LanguageGuess
}

export interface Understanding {
  model: string
  /** Reads one message, about 0.1 ms. Never throws on what people write. */
  read(text: string, hints?: Hints): Reading
}

/** Below this probability a verdict is unsure and a person looks. */
const SURE = 0.6

/** Loads language model and weights (15 MB, 50 ms) and answers the reader. */
export async function openUnderstanding(): Promise<Understanding> {
  const [guess, weights] = await Promise.all([openLanguageGuesser(), loadWeights()])
  const extract = createExtractor()
  const compiled = new WeakMap<BrandWords, CompiledBrand>()
  const brandOf = (words: BrandWords) => {
    const found = compiled.get(words) ?? compileBrand(words)
    compiled.set(words, found)
    return found
  }
  const scores = new Float32Array(HEADS.length)
  const none: BrandWords = {}
  return {
    model: weights.version,
    read(text, { language: hint, country, brand: words } = {}) {
      const guessed = guess(text)
      const language = settleLanguage(guessed, [hint])
      const brand = brandOf(words ?? none)
      const tokens = tokenise(text)
      const hits = brand.findConcepts(tokens, language)
      const features = extract(tokens, hits)
      scoreSmall(weights, features, scores)
      const seen = { text, tokens, hits, features }
      const entities = findEntities(text, { country: country ?? null, brand })
      return { language, guess: guessed, ...meaningOf(seen, weights, scores, entities), model: weights.version }
    },
  }
}

function meaningOf(seen: Seen, weights: SmallWeights, scores: Float32Array, entities: Entity[]): Omit<Meaning, 'model'> {
  const judged = judge(calibrate(weights, scores), weights.calibration)
  const ruled = applyRules(seen, judged.urgency)
  const probability = ruled.urgency > judged.urgency ? { ...judged.probability, urgency: ruled.probability } : judged.probability
  const meaning = { ...judged, urgency: ruled.urgency, probability }
  return {
    ...meaning,
    competitors: ruled.competitors,
    vulnerable: ruled.vulnerable,
    topics: ruled.topics,
    entities,
    unsure: unsureOf(probability),
    evidence: merge(modelEvidence(seen, weights, meaning), ruled.evidence),
  }
}

function calibrate({ calibration }: SmallWeights, scores: Float32Array): Answers {
  return Object.fromEntries(
    HEADS.map((head, at) => {
      const { slope, offset } = calibration[head]
      return [head, 1 / (1 + Math.exp(-(slope * scores[at]! + offset)))]
    }),
  ) as Answers
}

function unsureOf(probability: Meaning['probability']): Verdict[] {
  return (Object.keys(probability) as Verdict[]).filter((verdict) => probability[verdict] < SURE)
}

/** A plain no needs no reason; whatever makes somebody act does. */
function modelEvidence(
  seen: Seen,
  weights: SmallWeights,
  judged: Pick<Meaning, 'type' | 'urgency' | 'tone' | 'churn' | 'ultimatum' | 'offLimits' | 'sarcasm'>,
) {
  const heads: [Verdict, Head][] = [['type', judged.type]]
  if (judged.urgency > 1) heads.push(['urgency', judged.urgency === 3 ? 'urgency3' : 'urgency2'])
  if (judged.tone !== 'neutral') heads.push(['tone', judged.tone === 'rude' ? 'hostile' : judged.tone])
  for (const verdict of ['churn', 'ultimatum', 'offLimits', 'sarcasm'] as const) if (judged[verdict]) heads.push([verdict, verdict])
  return Object.fromEntries(heads.map(([verdict, head]) => [verdict, evidenceOf(seen, weights, head)])) as Meaning['evidence']
}

function merge(model: Meaning['evidence'], rules: Meaning['evidence']): Meaning['evidence'] {
  const merged: Record<string, Evidence[]> = { ...model }
  for (const [verdict, found] of Object.entries(rules)) merged[verdict] = [...found, ...(merged[verdict] ?? [])]
  return merged
}
