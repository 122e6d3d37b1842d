// Trains the weights in src/understanding/model from the posts in training/, and tells what such weights are worth on writers that they
// have learned nothing of. With --measure it writes nothing. The same posts give the same weights.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { SPACE } from '../src/understanding/features.ts'
import { HEADS, type Head } from '../src/understanding/heads.ts'
import { calibrate, type Aim, type Scored } from '../src/understanding/learn/calibrate.ts'
import { createExampleMaker } from '../src/understanding/learn/example.ts'
import { readLabelledPosts, type LabelledPost } from '../src/understanding/learn/labelled-post.ts'
import { score, sigmoid, train, type Weights } from '../src/understanding/learn/logistic.ts'
import { f1, macroF1, precision, recall, tally, type Tally } from '../src/understanding/learn/measure.ts'
import { shrink } from '../src/understanding/learn/shrink.ts'
import type { Calibration, ModelCard } from '../src/understanding/weights.ts'

const TRAINING = join(import.meta.dirname, '../training')
const MODEL = join(import.meta.dirname, '../src/understanding/model')
/** Never learned from, never looked at: the bench measures on it. */
const HELD_OUT = 'held-out'
const LEARNING = { space: SPACE, heads: HEADS.length, passes: 8, rate: 0.1, pull: 0, seed: 20_260 }

/** What each head's threshold is chosen for. */
const AIMS: Partial<Record<Head, Aim>> = {
  complaint: { best: 'macro-f1' },
  hostile: { best: 'macro-f1' },
  polite: { best: 'macro-f1' },
  urgency2: { recallAtPrecision: 0.62 },
  urgency3: { beta: 2 },
}

interface Authored extends LabelledPost {
  writer: string
  /** As often as in life; the others were written for the rare labels. */
  natural: boolean
}

const posts = readdirSync(TRAINING, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.tsv') && basename(entry.parentPath) !== HELD_OUT)
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()
  .flatMap(readAuthored)
const make = createExampleMaker()
const examples = posts.map((post) => make(post, 1))
const unseen = scoreUnseen()
const calibration = Object.fromEntries(HEADS.map((head) => [head, calibrate(scored(head), AIMS[head] ?? { best: 'f1' })])) as Record<Head, Calibration>
tell()
if (!process.argv.includes('--measure')) write(train(examples, LEARNING))

/** A file a hand: es.tsv and its like are one writer's, es-a.tsv another's, rare-es.tsv a third's. */
function readAuthored(path: string): Authored[] {
  const writer = basename(path, '.tsv').replace(/\b(es|it|pt|en)\b/, '')
  return readLabelledPosts(readFileSync(path, 'utf8')).map((post) => ({ ...post, writer, natural: !writer.startsWith('rare') }))
}

/** Scores of each post by weights that have seen nothing of its writer. */
function scoreUnseen(): Float32Array[] {
  const weights = new Map<string, Weights>()
  for (const writer of new Set(posts.map((post) => post.writer)))
    weights.set(
      writer,
      train(
        examples.filter((_, at) => posts[at]!.writer !== writer),
        LEARNING,
      ),
    )
  return posts.map((post, at) => {
    const out = new Float32Array(HEADS.length)
    score(weights.get(post.writer)!, examples[at]!, out)
    return out
  })
}

function scored(head: Head): Scored[] {
  const place = HEADS.indexOf(head)
  return posts.flatMap((post, at) => (post.natural ? [{ score: unseen[at]![place]!, right: examples[at]!.targets[place]! > 0.5 }] : []))
}

function tell(): void {
  const figure = (value: number) => (100 * value).toFixed(1).padStart(5)
  process.stdout.write(`${posts.length} posts. By writers unseen, in %: macro-F1, F1, precision, recall\n`)
  for (const head of HEADS)
    for (const language of ['es', 'it', 'pt', 'en']) {
      const counted = count(head, language)
      const row = [macroF1, f1, precision, recall].map((measure) => figure(measure(counted)))
      process.stdout.write(`${head.padEnd(10)} ${language} ${row.join(' ')}\n`)
    }
}

function count(head: Head, language: string): Tally {
  const place = HEADS.indexOf(head)
  const { slope, offset, threshold } = calibration[head]
  return tally(
    posts.flatMap((post, at) =>
      post.natural && post.language === language
        ? [[sigmoid(slope * unseen[at]![place]! + offset) >= threshold, examples[at]!.targets[place]! > 0.5] as const]
        : [],
    ),
  )
}

function write(weights: Weights): void {
  const { bytes, steps, bias } = shrink(weights)
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const card: ModelCard = { version, heads: [...HEADS], steps, bias, calibration }
  writeFileSync(join(MODEL, 'weights.bin'), bytes)
  writeFileSync(join(MODEL, 'model.json'), `${JSON.stringify(card, null, 1)}\n`)
}
