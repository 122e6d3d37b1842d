import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import type { LabelledPost } from '../src/understanding/learn/labelled-post.ts'
import { readLabelledPosts } from '../src/understanding/learn/labelled-post.ts'
import { f1, macroF1, precision, recall, tally, type Tally } from '../src/understanding/learn/measure.ts'
import { openLanguageGuesser } from '../src/understanding/language.ts'
import { openUnderstanding, type Reading } from '../src/understanding/open-understanding.ts'
import { percentile } from './support/figures.ts'
import { report, type Figure } from './support/report.ts'

/** Posts by writers whose others were not learned from (training/held-out/SOURCE.md). */
const HELD_OUT = new URL('../training/held-out/', import.meta.url)
const LANGUAGES = ['es', 'it', 'pt', 'en']
const SECONDS = 1
const TURNS = 7
const WARM_UP = 4

interface Question {
  what: string
  said: (reading: Reading) => boolean
  right: (post: LabelledPost) => boolean
  figures: (counted: Tally) => Omit<Figure, 'what' | 'unit'>[]
  names: string[]
}

const QUESTIONS: readonly Question[] = [
  ask(
    'complaint',
    ({ type }) => type === 'complaint',
    ['macro-F1'],
    (counted) => [{ value: macroF1(counted), goal: { atLeast: 0.84 } }],
  ),
  ask(
    'urgency ≥ 2',
    ({ urgency }) => urgency >= 2,
    ['recall', 'precision'],
    (counted) => [
      { value: recall(counted), goal: { atLeast: 0.9 } },
      { value: precision(counted), goal: { atLeast: 0.6 } },
    ],
  ),
  ask(
    'urgency 3',
    ({ urgency }) => urgency === 3,
    ['recall', 'precision'],
    (counted) => [{ value: recall(counted) }, { value: precision(counted) }],
  ),
  ask(
    'rude or worse',
    ({ tone }) => tone === 'rude' || tone === 'abusive',
    ['macro-F1'],
    (counted) => [{ value: macroF1(counted), goal: { atLeast: 0.82 } }],
  ),
  ask(
    'ultimatum',
    ({ ultimatum }) => ultimatum,
    ['F1'],
    (counted) => [{ value: f1(counted), goal: { atLeast: 0.75 } }],
  ),
  ask(
    'churn',
    ({ churn }) => churn,
    ['F1'],
    (counted) => [{ value: f1(counted), goal: { atLeast: 0.75 } }],
  ),
  ask(
    'off-limits',
    ({ offLimits }) => offLimits,
    ['F1'],
    (counted) => [{ value: f1(counted) }],
  ),
]

/** A post, and whose hand wrote it: the file, without its language. */
interface HeldOut extends LabelledPost {
  hand: string
}

const understanding = await openUnderstanding()
const posts = heldOut()
const readings = posts.map((post) => understanding.read(post.text, { country: post.country }))
report(
  'understand',
  `The cheap tier (model ${understanding.model}) on ${posts.length} held-out posts that nothing was learned from, by language; then how many of them it reads in a second of one core, beside language detection alone.`,
  [...LANGUAGES.flatMap((language) => [...judged(language), ...complaintsByHand(language)]), ...languages(), ...(await speeds())],
)

type Said = Pick<Reading, 'type' | 'urgency' | 'tone' | 'ultimatum' | 'churn' | 'offLimits'>

function ask(what: string, says: (said: Said) => boolean, names: string[], figures: Question['figures']): Question {
  return { what, said: says, right: says, names, figures }
}

function heldOut(): HeldOut[] {
  if (!existsSync(HELD_OUT)) throw new Error('training/held-out is missing: nothing to measure on')
  const files = readdirSync(HELD_OUT).filter((name) => name.endsWith('.tsv'))
  return files.flatMap((name) => {
    const hand = /-(\w)\.tsv$/.exec(name)?.[1] ?? 'the first'
    return readLabelledPosts(readFileSync(new URL(name, HELD_OUT), 'utf8')).map((post) => ({ ...post, hand }))
  })
}

function judged(language: string): Figure[] {
  return QUESTIONS.flatMap((question) => {
    const counted = count(question, (post) => post.language === language)
    return question.figures(counted).map((figure, at) => ({ what: `${language} ${question.what}: ${question.names[at]}`, unit: '', ...figure }))
  })
}

/** How much it is the writer: no goal, a figure over two hundred posts moves by three hundredths for nothing. */
function complaintsByHand(language: string): Figure[] {
  const hands = [...new Set(posts.map(({ hand }) => hand))]
  return hands.map((hand) => {
    const counted = count(QUESTIONS[0]!, (post) => post.language === language && post.hand === hand)
    return { what: `${language} complaint: macro-F1, hand ${hand}`, value: macroF1(counted), unit: '' }
  })
}

function count({ said, right }: Question, which: (post: HeldOut) => boolean): Tally {
  return tally(posts.flatMap((post, at) => (which(post) ? [[said(readings[at]!), right(post)] as const] : [])))
}

function languages(): Figure[] {
  return [
    { what: 'language of posts', value: share((text) => text), unit: '%', goal: { atLeast: 98 } },
    { what: 'language of their first four words', value: share(firstWords), unit: '%', goal: { atLeast: 93 } },
  ]
}

function share(cut: (text: string) => string): number {
  return (100 * posts.filter((post) => understanding.read(cut(post.text)).language === post.language).length) / posts.length
}

function firstWords(text: string): string {
  return text
    .replace(/(?:@|https?:)\S+/g, ' ')
    .trim()
    .split(/\s+/)
    .slice(0, 4)
    .join(' ')
}

/** Turn by turn, so that both meet the machine in the same moods. */
async function speeds(): Promise<Figure[]> {
  const guess = await openLanguageGuesser()
  const turns = Array.from({ length: TURNS }, () => ({
    floor: perSecond((post) => guess(post.text)),
    whole: perSecond((post) => understanding.read(post.text, { country: post.country })),
  }))
  const [floor, whole] = (['floor', 'whole'] as const).map((which) =>
    percentile(
      turns.map((turn) => turn[which]),
      0.5,
    ),
  ) as [number, number]
  return [
    { what: 'language detection alone', value: floor, unit: 'messages/s' },
    { what: 'the whole cheap tier', value: whole, unit: 'messages/s', goal: { atLeast: 5_000 } },
    { what: 'of the floor', value: whole / floor, unit: '' },
  ]
}

/** After rounds to warm up, as many as fit. By processor time: this machine is shared, and what others do on it is no figure of ours. */
function perSecond(read: (post: LabelledPost) => unknown): number {
  for (let round = 0; round < WARM_UP; round++) for (const post of posts) read(post)
  const began = performance.now()
  const before = process.cpuUsage()
  let done = 0
  while (performance.now() - began < SECONDS * 1000) {
    for (const post of posts) read(post)
    done += posts.length
  }
  const { user, system } = process.cpuUsage(before)
  return done / ((user + system) / 1e6)
}
