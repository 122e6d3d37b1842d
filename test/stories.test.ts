import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readStory } from '../src/rehearsal/story/read-story.ts'
import type { StoryResult } from '../src/rehearsal/story/result.ts'
import type { Story } from '../src/rehearsal/story/story.ts'
import { openTestDatabase } from './support/database.ts'
import { plazaOn } from './support/plaza.ts'

/** The five stories that happened, and what no story tells: every network failing. */
const FILES = ['../stories/', './stories/'].flatMap((path) => {
  const folder = new URL(path, import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  return names.toSorted().map((name) => new URL(name, folder))
})

const { plaza } = plazaOn((await openTestDatabase(1)).url)

/** Most of a story is waiting for its networks, so some are played side by side. */
describe('stories', { concurrency: 3 }, () => FILES.forEach(isLivedThrough))

function isLivedThrough(url: URL): void {
  const story = readStory(readFileSync(url, 'utf8'), basename(url.pathname))
  test(`${story.file} is lived through`, async (t) => {
    const { expectations, troubles, counts } = await live(url)
    const later = expectations.filter((one) => one.kind === 'later')
    for (const { says, capability } of later) t.diagnostic(`later: ${says} (${capability})`)
    t.diagnostic(`${story.id}: met ${counts.met}, later ${later.length}`)
    const timing = timingOf(story)
    const unmet = expectations.filter((one) => one.kind === 'not-met')
    for (const { says, seen } of unmet.filter(({ id }) => timing.has(id))) t.diagnostic(`slow here, and measured by the bench: ${says} (${seen})`)
    assert.deepEqual([unmet.filter(({ id }) => !timing.has(id)), troubles], [[], []])
    assert.ok(counts.met > 0, 'nothing of it could be checked')
    assert.equal(expectations.length, story.expectations.length)
  })
}

/** How long a thing takes says something of the machine too; `npm run bench fresh` measures it, no test judges it. */
function timingOf({ expectations }: Story): Set<string> {
  return new Set(expectations.filter(({ proof }) => proof.kind === 'check' && proof.check.name === 'within').map(({ id }) => id))
}

interface Lived extends Pick<StoryResult, 'counts' | 'troubles'> {
  expectations: { id: string; says: string; kind: 'met' | 'not-met' | 'later'; seen?: string; capability?: string }[]
}

/** By `plaza rehearse`, since a story sets the clock of the process in which it is played. */
async function live(url: URL): Promise<Lived> {
  const { out, err } = await plaza(['rehearse', fileURLToPath(url), '--json'])
  assert.notEqual(out, '', err)
  return JSON.parse(out) as Lived
}
