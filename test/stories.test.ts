import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, test } from 'node:test'
import { playOnPlaza } from '../src/cli/rehearse/play-on-plaza.ts'
import { rehearsalSettings } from '../src/cli/rehearse/temporary-plaza.ts'
import { readConfig } from '../src/config.ts'
import { readStory } from '../src/rehearsal/story/read-story.ts'
import { renderResult } from '../src/rehearsal/story/render-result.ts'
import type { Outcome, StoryResult } from '../src/rehearsal/story/result.ts'
import type { Story } from '../src/rehearsal/story/story.ts'
import { openTestDatabase } from './support/database.ts'

/** The five stories that happened, and what no story tells: every network failing. */
const FILES = ['../stories/', './stories/'].flatMap((path) => {
  const folder = new URL(path, import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  return names.toSorted().map((name) => new URL(name, folder))
})

/** Most of a story is waiting for its networks, so some are played side by side. */
describe('stories', { concurrency: 3 }, () => FILES.map(open).forEach(isLivedThrough))

function open(url: URL): Story {
  return readStory(readFileSync(url, 'utf8'), basename(url.pathname))
}

function isLivedThrough(story: Story): void {
  test(`${story.file} is lived through`, async (t) => {
    const result = await live(story)
    const later = result.outcomes.filter((outcome) => outcome.kind === 'later')
    for (const { expectation, capability } of later) t.diagnostic(`later: ${expectation.says} (${capability})`)
    t.diagnostic(`${story.id}: met ${result.counts.met}, later ${later.length}`)
    const unmet = result.outcomes.filter((outcome) => outcome.kind === 'not-met')
    for (const { expectation, seen } of unmet.filter(isTiming)) t.diagnostic(`slow here, and measured by the bench: ${expectation.says} (${seen})`)
    assert.deepEqual([unmet.filter((outcome) => !isTiming(outcome)), result.troubles], [[], []], renderResult(result))
    assert.ok(result.counts.met > 0, 'nothing of it could be checked')
    assert.equal(result.outcomes.length, story.expectations.length)
  })
}

/** How long a thing takes says something of the machine too; `npm run bench fresh` measures it, no test judges it. */
function isTiming({ expectation: { proof } }: Outcome): boolean {
  return proof.kind === 'check' && proof.check.name === 'within'
}

/** As `plaza rehearse` does it, on this test's own database. */
async function live(story: Story): Promise<StoryResult> {
  const { url } = await openTestDatabase(1)
  const folder = await mkdtemp(join(tmpdir(), 'plaza-story-'))
  const config = readConfig({ ...rehearsalSettings({ port: 0, folder }), PLAZA_DATABASE_URL: url, PLAZA_LOG_LEVEL: process.env['PLAZA_LOG_LEVEL'] ?? 'silent' })
  try {
    return await playOnPlaza(story, { config, tell: () => {}, say: () => {} }, {})
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
