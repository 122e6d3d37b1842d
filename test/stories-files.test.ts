import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import twitter from 'twitter-text'
import { CHECK_NAMES } from '../src/rehearsal/story/check.ts'
import { readStory } from '../src/rehearsal/story/read-story.ts'
import { VERBS, type Story } from '../src/rehearsal/story/story.ts'
import schema from '../stories/story.schema.json' with { type: 'json' }

const FOLDER = new URL('../stories/', import.meta.url)
const README = readFileSync(new URL('README.md', FOLDER), 'utf8')
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'))
const read = (file: string): Story => readStory(readFileSync(new URL(file, FOLDER), 'utf8'), file)

test('the five stories are there', () => {
  assert.equal(FILES.length, 5)
  for (const file of FILES) assert.match(README, new RegExp(`\`${file}\``))
})

for (const file of FILES) {
  test(`${file} can be read, checks what can be checked and names what comes later`, () => {
    const { expectations } = read(file)
    const later = expectations.filter((expectation) => expectation.proof.kind === 'later')
    assert.ok(expectations.length - later.length >= 10, 'at least ten checks')
    for (const { id, says } of expectations) assert.match(says, /^[A-Z][^.]*\.$/, `${id} is one sentence`)
  })

  test(`${file} says nothing that its network would refuse for length, but where it means to`, () => {
    const story = read(file)
    for (const { network, label, text } of spoken(story)) {
      const fits = network === 'x' ? twitter.parseTweet(text).valid : graphemes(text) <= (network === 'bluesky' ? 300 : 500)
      assert.ok(fits || network === 'email', `«${label}» is too long for ${network}`)
    }
  })

  test(`${file} speaks of invented people: no address or number that could be somebody's`, () => {
    const { people, accounts } = read(file)
    const profiles = [...accounts, ...people.flatMap((person) => person.identities)]
    for (const { network, handle } of profiles) {
      if (network === 'email') assert.match(handle, /\.example$/)
      if (network === 'bluesky') assert.match(handle, /\.test$/)
      if (network === 'phone') assert.match(handle, /5550\d{3}$/)
    }
  })
}

test('the vocabulary of the schema is the one that the player speaks', () => {
  assert.deepEqual(Object.keys(schema.$defs.check.properties).sort(), [...CHECK_NAMES].sort())
  assert.deepEqual(Object.keys(schema.$defs.step.properties).sort(), ['at', 'crowd', ...VERBS].sort())
})

const { check, step, say, crowd } = schema.$defs
const TAKES: Record<string, object> = { ...check.properties, ...step.properties, say, crowd }
for (const [name, definition] of Object.entries(TAKES).filter(([name]) => name !== 'at')) {
  test(`the README documents «${name}» with everything that it takes`, () => {
    const rows = README.split('\n').filter((line) => line.startsWith(`| \`${name}\` |`))
    assert.equal(rows.length, 1, 'one row of a table')
    const takes = 'properties' in definition ? Object.keys(definition.properties ?? {}) : []
    for (const property of takes) assert.ok(rows[0]?.includes(`\`${property}\``), property)
  })
}

function spoken({ timeline, accounts }: Story): { network: string; label: string; text: string }[] {
  const networks = new Map<string, string>()
  return timeline.flatMap((step) => {
    if (step.do === 'say') networks.set(step.args.label, step.args.on)
    if (step.do === 'say' && step.args.visibility === 'public') return [{ network: step.args.on, label: step.args.label, text: step.args.text }]
    if (step.do !== 'reply') return []
    const network = accounts.find((account) => account.id === step.args.from)?.network ?? networks.get(step.args.to) ?? ''
    networks.set(step.args.label, network)
    const counts = step.args.visibility === 'public' && !step.args.mayBeRefused
    return counts ? [{ network, label: step.args.label, text: step.args.text }] : []
  })
}

function graphemes(text: string): number {
  return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].length
}
