import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { ReadMeaning, Facts } from '../../src/manual/facts.ts'
import type { Manual } from '../../src/manual/manual.ts'
import { parseManual } from '../../src/manual/parse-manual.ts'

export const SAMPLES = ['aerolinea', 'banco', 'corriere', 'telecom'] as const

export function sampleText(name: (typeof SAMPLES)[number]): string {
  return readFileSync(new URL(`../../manuals/${name}.yaml`, import.meta.url), 'utf8')
}

/** A manual that has to be readable. */
export function readManual(text: string): Manual {
  const { manual, findings } = parseManual(text)
  assert.deepEqual(findings, [])
  return manual!
}

/** A calm public question on X, on a Tuesday at 11:00, otherwise as told. */
export function factsOf({ meaning, ...others }: Partial<Omit<Facts, 'meaning'>> & { meaning?: Partial<ReadMeaning> } = {}): Facts {
  return {
    network: 'x',
    visibility: 'public',
    accounts: [],
    language: 'es',
    text: '',
    insists: 1,
    person: { earlierTickets: 0, unsolved: 0, strikes: 0 },
    incident: null,
    crisis: null,
    moment: { day: 'tue', minute: 11 * 60, holiday: false, afterHoliday: false, open: true },
    ...others,
    meaning: {
      type: 'question',
      urgency: 1,
      tone: 'neutral',
      target: 'none',
      churn: false,
      competitors: [],
      ultimatum: false,
      offLimits: false,
      sarcasm: false,
      vulnerable: false,
      insists: false,
      entities: [],
      unsure: [],
      ...meaning,
    },
  }
}

const TYPES = ['complaint', 'question', 'request', 'praise', 'thanks', 'info', 'chatter', 'spam']
const NEEDS = ['very urgent', 'urgent', 'standard', 'can wait']
const WORDS = [
  'delay',
  'luggage',
  'refund',
  'seat',
  'battery',
  'invoice',
  'parcel',
  'router',
  'card',
  'transfer',
  'signal',
  'driver',
  'window',
  'app',
  'password',
  'meal',
]

/** The text of a sound manual with that many rules, each with a topic of its own and words that others share: what the benches decide by. */
export function manualOfRules(count: number): string {
  const range = Array.from({ length: count }, (_, i) => i)
  const word = (i: number) => WORDS[i % WORDS.length]!
  return `manual: bench
title: A manual of ${count} rules
language: en
brand: { name: Bench, time zone: Europe/Madrid, languages: [en], voice: { is: plain } }
accounts: { desk: { network: x, handle: bench, promise: desk } }
people: { ada: { name: Ada, role: supervisor, email: ada@bench.example }, bo: { name: Bo, role: agent, email: bo@bench.example } }
topics:
${range.map((i) => `  topic ${i}: [${word(i)} ${i}, ${word(i * 7 + 1)}s ${word(i + 3)}, ${word(i * 3)}${i}*]`).join('\n')}
off limits:
  religion: { words: [gospel], hints: [faith, church], instead: { leave: { reason: off limits, because: Religion. } } }
  politics: { words: [vote for], hints: [government, party], instead: { leave: { reason: off limits, because: Politics. } } }
rules:
${range.map((i) => rule(i, word(i + 5))).join('\n')}
otherwise: { department: care, need: can wait }
departments:
  care: { does: Answers., duty: [{ who: bo, hours: always }], escalation: [{ call: duty, after: 0m, by: push }, { call: ada, after: 10m, by: email }] }
promises: { desk: { role: service desk, bio: Here., first answer: 30m } }
scripts: { hello: { use: Always., texts: [{ language: en, text: "Hello {name}." }] } }
`
}

function rule(i: number, word: string): string {
  const asked = [
    `topic: topic ${i}, type: [${TYPES[i % 8]}, ${TYPES[(i + 1) % 8]}]`,
    `topic: topic ${i}, any: [{ urgency: 2+ }, { vulnerable: yes }, { words: [${word} ${i}, broken ${word}] }]`,
    `words: [${word} number ${i}, lost ${word}*], not: { tone: abusive }, visibility: public`,
    `topic: [topic ${i}, topic ${(i * 11) % 80}], hour: 20:00-06:00, insists: 2+`,
  ][i % 4]
  return `  - { rule: rule ${i}, when: { ${asked} }, then: { department: care, need: ${NEEDS[i % 4]}, script: hello, labels: [label ${i}, all] } }`
}
