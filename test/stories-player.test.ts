import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as holds, nat, property } from 'fast-check'
import { names } from '../src/rehearsal/story/heard.ts'
import { momentsOf } from '../src/rehearsal/story/moments.ts'
import { offsetOf, readOffset, writeOffset } from '../src/rehearsal/story/offset.ts'
import { readStory } from '../src/rehearsal/story/read-story.ts'
import { renderResult } from '../src/rehearsal/story/render-result.ts'
import { resultOf, type Outcome } from '../src/rehearsal/story/result.ts'

const CROWDED = `
story: crowded
title: Crowded
told: A test.
language: en
starts: 2024-03-04T09:00:00+01:00
brand: { name: Tram Nine, timeZone: Europe/London }
accounts:
  us: { network: x, handle: tramnine, name: Tram Nine, role: brand, standing: connected }
  far: { network: x, handle: tramfar, name: Tram Far, role: brand, standing: declared }
people:
  ada: { name: Ada, language: en, manner: neutral, on: { x: { handle: ada } } }
agents:
  joan: { name: Joan, role: agent }
timeline:
  - at: +0s
    say: { label: first, who: ada, on: x, visibility: public, text: "@tramnine late again" }
  - at: +1m
    crowd: { label: echo, count: 4, during: 40m, on: x, language: en, texts: ["@tramnine shame", "just shame"] }
  - at: +5m
    say: { label: elsewhere, who: ada, on: x, visibility: public, text: "@tramninety and @tramfar are worse" }
  - at: +11m
    reply: { label: answer, agent: joan, to: first, visibility: public, text: Sorry }
  - at: +12m
    say: { label: thanks, who: ada, on: x, visibility: public, replyTo: answer, text: fine }
  - at: +13m
    say: { label: own, who: us, on: x, visibility: public, text: Good morning }
  - at: +14m
    say: { label: own-answer, who: us, on: x, visibility: public, replyTo: thanks, text: You are welcome }
  - at: +15m
    say: { label: whisper, who: ada, on: x, visibility: private, to: [us], text: psst }
  - at: +16m
    say: { label: far-whisper, who: ada, on: x, visibility: private, to: [far], text: psst }
  - at: +17m
    say: { label: told, who: ada, on: x, visibility: public, text: nobody named, heard: true }
expect:
  - { id: end, says: It ends., at: +1h, check: { stored-once: {} } }
  - { id: early, says: It begins., at: +0s, later: beginnings }
`

test('offsets read and write each other', () => {
  holds(property(nat({ max: 40 * 86_400 }), (seconds) => readOffset(writeOffset(seconds * 1000)) === seconds * 1000))
  assert.equal(readOffset('+1d2h20m5s'), 94_805_000)
  assert.equal(offsetOf('40m'), 2_400_000)
  for (const wrong of ['1h', '+', '+h', '+1h 2m', '+2m1h', '-1h', '+1.5h']) assert.equal(readOffset(wrong), null, wrong)
})

test('a crowd speaks between what the story tells, each member under a label of its own', () => {
  const story = readStory(CROWDED, 'crowded.yaml')
  const order = story.timeline.flatMap((step) => ('label' in step.args ? [step.args.label] : []))
  assert.deepEqual(order, [
    'first',
    'echo-1',
    'elsewhere',
    'echo-2',
    'answer',
    'thanks',
    'own',
    'own-answer',
    'whisper',
    'far-whisper',
    'told',
    'echo-3',
    'echo-4',
  ])
  assert.equal(new Set(story.people.flatMap((person) => person.identities.map((identity) => identity.handle))).size, 5)
  assert.deepEqual(readStory(CROWDED, 'crowded.yaml').timeline, story.timeline, 'the same every time')
})

test('somebody answers each of a crowd, so long after', () => {
  const story = readStory(CROWDED.replace('"just shame"] }', '"just shame"], answered: { by: ada, after: 5m, text: There now } }'), 'crowded.yaml')
  const answers = story.timeline.flatMap(({ do: verb, at, args }) =>
    verb === 'say' && args.text === 'There now' ? [[args.label, args.replyTo, at / 60_000]] : [],
  )
  assert.deepEqual(answers, [
    ['echo-1-answer', 'echo-1', 6],
    ['echo-2-answer', 'echo-2', 16],
    ['echo-3-answer', 'echo-3', 26],
    ['echo-4-answer', 'echo-4', 36],
  ])
})

test('the reader knows what our connected accounts will hear', () => {
  const heard = readStory(CROWDED, 'crowded.yaml').timeline.flatMap((step) => (step.do === 'say' && step.args.heard ? [step.args.label] : []))
  assert.deepEqual(heard, ['first', 'echo-1', 'thanks', 'own-answer', 'whisper', 'told', 'echo-3'])
})

test('a handle is named as a whole word only', () => {
  assert.deepEqual(
    ['@Tram!', 'hi @tram.', '@tram.test', '@trams', '@tram-x', 'a @tram_y', 'mail@tram', '(@tram)', '@tram@town.example'].map((text) => names(text, 'tram')),
    [true, true, false, false, false, false, false, true, false],
  )
})

test('a label of a crowd can be named once it has spoken, and not before', () => {
  assert.doesNotThrow(() => readStory(CROWDED.replace('{ stored-once: {} }', '{ stored-once: { messages: [echo-4] } }'), 'crowded.yaml'))
  assert.throws(() => readStory(CROWDED.replace('replyTo: answer', 'replyTo: echo-4'), 'crowded.yaml'), /«echo-4» has not been said at \+12m/)
  assert.throws(() => readStory(CROWDED.replace('label: told', 'label: echo-3'), 'crowded.yaml'), /belongs to a member|is used twice/)
})

test('moments put steps before what must be true, and lose nothing', () => {
  const story = readStory(CROWDED, 'crowded.yaml')
  const moments = momentsOf(story)
  assert.deepEqual(
    moments.map((moment) => moment.at),
    moments.map((moment) => moment.at).toSorted((a, b) => a - b),
  )
  assert.equal(moments.flatMap((moment) => moment.steps).length, story.timeline.length)
  assert.deepEqual(
    moments.flatMap((moment) => moment.expectations.map((expectation) => expectation.id)),
    ['early', 'end'],
  )
  assert.deepEqual([moments[0]?.steps.length, moments[0]?.expectations.length], [1, 1])
})

test('the report shows every expectation, its reason, the troubles and the totals', () => {
  const story = readStory(CROWDED, 'crowded.yaml')
  const [early, end] = story.expectations
  assert.ok(early && end)
  const outcomes: Outcome[] = [
    { kind: 'later', expectation: early, capability: 'beginnings' },
    { kind: 'not-met', expectation: end, seen: '«first» 2 times' },
    { kind: 'met', expectation: { ...end, id: 'again' } },
  ]
  const result = resultOf(story, outcomes, [{ at: 60_000, line: 18, what: 'no ticket holds «first»' }])
  assert.equal(result.passed, false)
  assert.equal(
    renderResult(result),
    `Crowded (crowded)
A test.

  … +0s  It begins. [early]
         later: beginnings
  ✗ +1h  It ends. [end]
         seen: «first» 2 times
  ✓ +1h  It ends. [again]

Could not be done as the story says:
  ! +1m crowded.yaml:18 no ticket holds «first»

met 1, not met 1, later 1, troubles 1
`,
  )
})

test('a story passes when nothing was unmet and nothing was in the way; what comes later does not count against it', () => {
  const story = readStory(CROWDED, 'crowded.yaml')
  const [early, end] = story.expectations
  assert.ok(early && end)
  const good: Outcome[] = [
    { kind: 'later', expectation: early, capability: 'beginnings' },
    { kind: 'met', expectation: end },
  ]
  assert.equal(resultOf(story, good, []).passed, true)
  assert.equal(resultOf(story, good, [{ at: 0, line: 1, what: 'x' }]).passed, false)
  assert.equal(resultOf(story, [{ kind: 'not-met', expectation: end, seen: 'x' }], []).passed, false)
})
