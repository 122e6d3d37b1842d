// Trains the weights in src/understanding/model from the posts in training/, tells what such weights are worth on writers of whom they
// have learned nothing, and writes the model card. With --measure it writes nothing. The same posts give the same weights.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { SPACE } from '../src/understanding/features.ts'
import { HEADS, type Head } from '../src/understanding/heads.ts'
import { calibrate, type Aim } from '../src/understanding/learn/calibrate.ts'
import { createExampleMaker } from '../src/understanding/learn/example.ts'
import { readLabelledPosts, type LabelledPost } from '../src/understanding/learn/labelled-post.ts'
import { learnSecondLook, type Heard } from '../src/understanding/learn/learn-second-look.ts'
import { score, sigmoid, train, type Example, type Weights } from '../src/understanding/learn/logistic.ts'
import { tally, type Tally } from '../src/understanding/learn/measure.ts'
import { shrink, type Shrunk } from '../src/understanding/learn/shrink.ts'
import { COMPLAINT, lookAgain } from '../src/understanding/second-look.ts'
import type { Calibration, ModelCard } from '../src/understanding/weights.ts'
import { modelCard } from './understanding/model-card.ts'

const TRAINING = join(import.meta.dirname, '../training')
const MODEL = join(import.meta.dirname, '../src/understanding/model')
/** Never learned from and never tuned on: only what the finished weights say of it is written down. */
const HELD_OUT = 'held-out'
/** What the other folders of training/ hold is not for these weights. */
const LEARNED = ['authored-care', 'plain', 'posts']
const LEARNING = { space: SPACE, heads: HEADS.length, passes: 8, rate: 0.1, pull: 0.35, seed: 20_260 }
/** What is committed is the mean of weights learned in so many orders: no verdict should hang on one. */
const SEEDS = [20_260, 20_261, 20_262, 20_263, 20_264]

/** What each head's threshold is chosen for. */
const AIMS: Partial<Record<Head, Aim>> = {
  complaint: { best: 'macro-f1' },
  hostile: { best: 'macro-f1' },
  polite: { best: 'macro-f1' },
  urgency2: { recallAtPrecision: 0.65 },
  urgency3: { beta: 2 },
}

interface Authored extends LabelledPost {
  file: string
  writer: string
  /** As often as in life; the others were written for rare labels or for the plainest words, and no threshold is chosen on them. */
  natural: boolean
  /** Holds fewer threats, insults, leavings or hurry than life does, or more: no threshold of those is chosen on them. */
  slanted: boolean
  /** Written for what is mistaken: no threshold of complaints is chosen on them. */
  traps: boolean
}

/** A post as the heads see it, with what they said. */
interface Judged {
  post: Authored
  example: Example
  scores: Float32Array
}

const make = createExampleMaker()
const authored = readFolder(({ folder }) => LEARNED.includes(folder))
const examples = authored.map((post) => make(post, 1))
const unseen = authored.map((post, at) => ({ post, example: examples[at]!, scores: new Float32Array(HEADS.length) }))
const writers = [...new Set(authored.map((post) => post.writer))]
for (const writer of writers) {
  const others = unseen.filter(({ post }) => post.writer !== writer).map(({ example }) => example)
  const own = unseen.filter(({ post }) => post.writer === writer)
  scoreAll(train(others, LEARNING), own)
  process.stdout.write(`${own.length} posts of writer «${writer}» read by what ${others.length} others teach\n`)
}
const look = learnSecondLook(heardBy(() => true))
const looks = new Map(writers.map((writer) => [writer, learnSecondLook(heardBy((other) => other !== writer))]))
for (const { post, scores } of unseen) scores[COMPLAINT] = lookAgain(looks.get(post.writer)!, scores)
const natural = unseen.filter(({ post }) => post.natural)
const calibration = Object.fromEntries(HEADS.map((head, at) => [head, calibrateHead(head, at)])) as Record<Head, Calibration>
if (!process.argv.includes('--measure')) write(shrink(meanOf(SEEDS.map((seed) => train(examples, { ...LEARNING, seed })))))
for (const head of HEADS)
  for (const language of ['es', 'it', 'pt', 'en']) process.stdout.write(`${head} ${language} ${JSON.stringify(count(natural, head, language))}\n`)

function readFolder(which: (file: { folder: string }) => boolean): Authored[] {
  return readdirSync(TRAINING, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.tsv') && which({ folder: basename(entry.parentPath) }))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap(readAuthored)
}

/** A file a hand: es.tsv and its like are one writer's, es-a.tsv another's, rare-es.tsv a third's. */
function readAuthored(path: string): Authored[] {
  const file = basename(path, '.tsv')
  const writer = file.replace(/\b(es|it|pt|en)\b/, '')
  return readLabelledPosts(readFileSync(path, 'utf8')).map((post) => ({
    ...post,
    file,
    writer,
    natural: !/rare|plain|-h/.test(writer),
    slanted: /-[defno]$/.test(writer),
    traps: /-[bcr]$/.test(writer),
  }))
}

function heardBy(who: (writer: string) => boolean): Heard[] {
  return unseen.filter(({ post }) => who(post.writer)).map(({ example, scores }) => ({ scores, targets: example.targets }))
}

function meanOf(all: readonly Weights[]): Weights {
  const mean = (of: (weights: Weights) => Float32Array) => of(all[0]!).map((_, at) => all.reduce((sum, weights) => sum + of(weights)[at]!, 0) / all.length)
  return { heads: HEADS.length, values: mean(({ values }) => values), bias: mean(({ bias }) => bias) }
}

function scoreAll(weights: Weights, judged: readonly Judged[]): void {
  for (const { example, scores } of judged) score(weights, example, scores)
}

function calibrateHead(head: Head, at: number): Calibration {
  const chosenOn = natural.filter(({ post }) => !(at === COMPLAINT ? post.traps : post.slanted))
  const scored = chosenOn.map(({ example, scores }) => ({ score: scores[at]!, right: example.targets[at]! > 0.5 }))
  return calibrate(scored, AIMS[head] ?? { best: 'f1' })
}

function count(judged: readonly Judged[], head: Head, language: string): Tally {
  const at = HEADS.indexOf(head)
  const { slope, offset, threshold } = calibration[head]
  const own = judged.filter(({ post }) => post.language === language)
  return tally(own.map(({ example, scores }) => [sigmoid(slope * scores[at]! + offset) >= threshold, example.targets[at]! > 0.5] as const))
}

function write({ bytes, steps, bias }: Shrunk): void {
  const version = createHash('sha256').update(bytes).update(JSON.stringify({ look, calibration })).digest('hex').slice(0, 12)
  const card: ModelCard = { version, heads: [...HEADS], steps, bias, look, calibration }
  const weights: Weights = {
    heads: HEADS.length,
    values: Float32Array.from(bytes, (byte, at) => byte * steps[at % HEADS.length]!),
    bias: Float32Array.from(bias),
  }
  const held = readFolder(({ folder }) => folder === HELD_OUT).map((post) => ({ post, example: make(post, 1), scores: new Float32Array(HEADS.length) }))
  scoreAll(weights, held)
  for (const { scores } of held) scores[COMPLAINT] = lookAgain(look, scores)
  writeFileSync(join(MODEL, 'weights.bin'), bytes)
  writeFileSync(join(MODEL, 'model.json'), `${JSON.stringify(card, null, 1)}\n`)
  const learned = new Map<string, number>()
  for (const { file } of authored) learned.set(file, (learned.get(file) ?? 0) + 1)
  const facts = { version, bytes: bytes.length, learned, held: held.length }
  const unseenTally = (head: Head, language: string) => count(natural, head, language)
  writeFileSync(join(MODEL, 'MODEL.md'), modelCard({ ...facts, unseen: unseenTally, heldOut: (head, language) => count(held, head, language) }))
}
