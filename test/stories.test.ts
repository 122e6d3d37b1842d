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
import type { StoryResult } from '../src/rehearsal/story/result.ts'
import type { Story } from '../src/rehearsal/story/story.ts'
import { openTestDatabase } from './support/database.ts'

/** The five stories that happened, and what no story tells: every network failing. */
const FILES = ['../stories/', './stories/'].flatMap((path) => {
  const folder = new URL(path, import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  return names.toSorted().map((name) => new URL(name, folder))
})

const [timed, others] = partition(FILES.map(open), measuresTime)

/** First and alone: what else runs in this process would be in its measure. */
describe('stories that measure time', { concurrency: false }, () => timed.forEach(isLivedThrough))

/** Most of a story is waiting for its networks, so some are played side by side. */
describe('the other stories', { concurrency: 3 }, () => others.forEach(isLivedThrough))

function open(url: URL): Story {
  return readStory(readFileSync(url, 'utf8'), basename(url.pathname))
}

function measuresTime({ expectations }: Story): boolean {
  return expectations.some(({ proof }) => proof.kind === 'check' && proof.check.name === 'within')
}

function partition<T>(all: T[], holds: (one: T) => boolean): [T[], T[]] {
  return [all.filter(holds), all.filter((one) => !holds(one))]
}

function isLivedThrough(story: Story): void {
  test(`${story.file} is lived through`, async (t) => {
    const result = await live(story)
    const later = result.outcomes.filter((outcome) => outcome.kind === 'later')
    for (const { expectation, capability } of later) t.diagnostic(`later: ${expectation.says} (${capability})`)
    t.diagnostic(`${story.id}: met ${result.counts.met}, later ${later.length}`)
    assert.ok(result.passed, renderResult(result))
    assert.ok(result.counts.met > 0, 'nothing of it could be checked')
    assert.equal(result.outcomes.length, story.expectations.length)
  })
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
