import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HEADS } from '../../src/understanding/heads.ts'
import { learnSecondLook } from '../../src/understanding/learn/learn-second-look.ts'
import { openUnderstanding } from '../../src/understanding/open-understanding.ts'
import { COMPLAINT, leanings, lookAgain } from '../../src/understanding/second-look.ts'
import { loadWeights } from '../../src/understanding/weights.ts'

const ASKS = HEADS.indexOf('question')
const RUDE = HEADS.indexOf('hostile')

/** Who asks complains if rude, who does not ask complains if not: no head tells, two together do. */
const HEARD = Array.from({ length: 4_000 }, (_, n) => {
  const [asks, rude] = [n % 2 === 0, n % 4 < 2]
  const scores = Float32Array.from(HEADS, (_head, at) => Math.sin(n * 7 + at * 13))
  scores[ASKS]! += asks ? 2 : -2
  scores[RUDE]! += rude ? 2 : -2
  return { scores, targets: Float32Array.from(HEADS, (_head, at) => Number(at === COMPLAINT && asks === rude)) }
})

test('what no head tells alone, the look learns from pairs of them', () => {
  const look = learnSecondLook(HEARD)
  const right = HEARD.filter(({ scores, targets }) => lookAgain(look, scores) > 0 === targets[COMPLAINT]! > 0.5).length
  assert.ok(right > HEARD.length * 0.9, `${right} of ${HEARD.length}`)
})

test('leanings are how much the look follows each head', async () => {
  const { look } = await loadWeights()
  const { scores } = HEARD[0]!
  const leaning = leanings(look, scores)
  for (const at of HEADS.keys()) {
    const step = 0.01
    const moved = (by: number) =>
      lookAgain(
        look,
        Float32Array.from(scores, (score, head) => (head === at ? score + by : score)),
      )
    assert.ok(Math.abs((moved(step) - moved(-step)) / (2 * step) - leaning[at]!) < 1e-3, HEADS[at]!)
  }
})

test('the words for a complaint are those that led to it, whole phrases, and never how long a message is', async () => {
  const { read } = await openUnderstanding()
  const told: [text: string, quoted: string, idle: RegExp][] = [
    ['My parcel never arrived and nobody answers', 'never arrived', /^My/],
    ['Il mio pacco non è mai arrivato. ', 'non è mai arrivato', /^Il|^mio|^\./],
    ['La app no funciona, nadie responde', 'no funciona', /^La|^,/],
  ]
  for (const [text, quoted, idle] of told) {
    const { type, evidence } = read(text)
    const words = evidence.type!.map((found) => found.words)
    assert.equal(type, 'complaint', text)
    assert.ok(words.includes(quoted), `${text}: ${words.join(' · ')}`)
    assert.ok(!words.some((word) => idle.test(word)), `${text}: ${words.join(' · ')}`)
  }
})
