import type { Entity, Meaning, Verdict } from '../domain/meaning.ts'
import type { BrandWords } from './brand-words.ts'
import { compileBrand, type CompiledBrand } from './compile-brand.ts'
import { findEntities } from './entities/find-entities.ts'
import { evidenceOf, type Seen } from './evidence.ts'
import { createExtractor } from './features.ts'
import { HEADS } from './heads.ts'
import { withDeltas } from './learn/relearn.ts'
import { openLanguageGuesser, settleLanguage, type LanguageGuess } from './language.ts'
import { applyRules } from './rules.ts'
import { TOKEN, tokenise, type Token } from './tokens.ts'
import { answersOf, judge, type Answers } from './verdicts.ts'
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

interface ReadyBrand {
  brand: CompiledBrand
  weights: SmallWeights
}

/** Below this probability a verdict is unsure and a person looks. */
const SURE = 0.6

/** Loads language model and weights (15 MB, 50 ms) and answers the reader. */
export async function openUnderstanding(): Promise<Understanding> {
  const [guess, shipped] = await Promise.all([openLanguageGuesser(), loadWeights()])
  const extract = createExtractor()
  const ready = new WeakMap<BrandWords, ReadyBrand>()
  const brandOf = (words: BrandWords) => {
    const found = ready.get(words) ?? { brand: compileBrand(words), weights: words.learned ? withDeltas(shipped, words.learned) : shipped }
    ready.set(words, found)
    return found
  }
  const scores = new Float32Array(HEADS.length)
  const none: BrandWords = {}
  return {
    model: shipped.version,
    read(text, { language: hint, country, brand: words } = {}) {
      const guessed = guess(text)
      const language = settleLanguage(guessed, [hint])
      const { brand, weights } = brandOf(words ?? none)
      const tokens = tokenise(text)
      const hits = brand.findConcepts(tokens, language)
      const features = extract(tokens, hits)
      scoreSmall(weights, features, scores)
      const seen = { text, tokens, hits, features, scores }
      const entities = findEntities(text, { country: country ?? null, brand })
      return { language, guess: guessed, ...meaningOf(seen, weights, entities), model: weights.version }
    },
  }
}

function meaningOf(seen: Seen, weights: SmallWeights, entities: Entity[]): Omit<Meaning, 'model'> {
  const judged = judge(seen.tokens.some(speaks) ? answersOf(weights, seen.scores) : SILENT, weights.calibration)
  const ruled = applyRules(seen, judged.urgency)
  const { probability } = judged
  if (ruled.abusive) beAbusive(judged)
  if (ruled.urgency > judged.urgency) probability.urgency = ruled.probability
  if (ruled.offLimits && !judged.offLimits) probability.offLimits = BY_THE_BRANDS_WORD
  if (ruled.churn) probability.churn = ruled.churn.value === judged.churn ? Math.max(probability.churn, ruled.churn.probability) : ruled.churn.probability
  const meaning = { ...judged, churn: ruled.churn?.value ?? judged.churn, urgency: ruled.urgency, offLimits: judged.offLimits || ruled.offLimits }
  return {
    ...meaning,
    competitors: ruled.competitors,
    vulnerable: ruled.vulnerable,
    insists: ruled.insists,
    topics: ruled.topics,
    entities,
    unsure: unsureOf(probability),
    evidence: merge(modelEvidence(seen, weights, { ...judged, churn: judged.churn && meaning.churn }), ruled.evidence),
  }
}

/** How often a slur is no insult. */
const SLUR = 0.9

/** A slur is one, whatever else was said; whom it hit, the model tells, and at least whoever reads it. */
function beAbusive(judged: ReturnType<typeof judge>): void {
  const { probability } = judged
  probability.tone = judged.tone === 'abusive' ? Math.max(probability.tone, SLUR) : SLUR
  judged.tone = 'abusive'
  if (judged.target === 'none' || judged.target === 'service') judged.target = 'agent'
  probability.target = Math.max(probability.target, SURE)
}

/** The brand asked for it; what the word is used for, it can't know. */
const BY_THE_BRANDS_WORD = 0.8

/** What a text without a word says. */
const SILENT = Object.fromEntries(HEADS.map((head) => [head, head === 'chatter' ? 0.5 : 0.05])) as Answers

function speaks({ kind }: Token): boolean {
  return kind === TOKEN.word || kind === TOKEN.emoji
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
  const evidence: Meaning['evidence'] = { type: evidenceOf(seen, weights, judged.type) }
  if (judged.urgency > 1) evidence.urgency = evidenceOf(seen, weights, judged.urgency === 3 ? 'urgency3' : 'urgency2')
  if (judged.tone !== 'neutral') evidence.tone = evidenceOf(seen, weights, judged.tone === 'rude' ? 'hostile' : judged.tone)
  for (const verdict of ['churn', 'ultimatum', 'offLimits', 'sarcasm'] as const) if (judged[verdict]) evidence[verdict] = evidenceOf(seen, weights, verdict)
  return evidence
}

function merge(model: Meaning['evidence'], rules: Meaning['evidence']): Meaning['evidence'] {
  for (const verdict of Object.keys(rules) as (keyof Meaning['evidence'])[]) model[verdict] = [...rules[verdict]!, ...(model[verdict] ?? [])]
  return model
}
