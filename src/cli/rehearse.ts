import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { PlazaError } from '../domain/plaza-error.ts'
import { readStory } from '../rehearsal/story/read-story.ts'
import { renderResult } from '../rehearsal/story/render-result.ts'
import type { StoryResult } from '../rehearsal/story/result.ts'
import { StoryUnreadable } from '../rehearsal/story/story-problem.ts'
import type { Story } from '../rehearsal/story/story.ts'
import type { Command } from './command.ts'
import { say } from './progress.ts'
import { readArgs } from './read-args.ts'
import { playOnPlaza, type PlayNeeds } from './rehearse/play-on-plaza.ts'
import { tellProgress, toJson } from './rehearse/tell.ts'
import { prepareTemporaryPlaza } from './rehearse/temporary-plaza.ts'

export const rehearse: Command = {
  help: `plaza rehearse FILE [--speed N|max] [--json] [--keep]

Starts a Plaza of its own on a temporary database, with simulated networks, and plays the story FILE there by Plaza's own API.
Nothing of it reaches a real network or your own data, and nothing stays. How stories are written: stories/README.md.

  --speed N   story time over real time: 1 as it happened, 60 an hour a minute; max (the default) as fast as events allow
  --json      the result as one JSON object
  --keep      let this Plaza run on after the story, to look at it in a browser, until Ctrl+C

Exit code: 0 every expectation was met or is for later; 1 one was not met, or a step could not be done; 2 the story can't be read.
`,
  async run(args) {
    const { values, positionals } = readArgs('rehearse', args, { speed: { type: 'string' }, json: { type: 'boolean' }, keep: { type: 'boolean' } })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) throw new PlazaError('invalid', 'usage', 'Name one story file. See: plaza rehearse --help')
    const speed = readSpeed(values.speed ?? 'max')
    const story = await openStory(file)
    if (!story) return 2
    const result = await play(story, { speed, keep: values.keep === true })
    process.stdout.write(values.json === true ? `${toJson(result)}\n` : renderResult(result))
    return result.passed ? 0 : 1
  },
}

function readSpeed(text: string): number {
  const speed = text === 'max' ? Infinity : Number(text)
  if (!(speed > 0)) throw new PlazaError('invalid', 'usage', `--speed is a number above 0, or max, not “${text}”.`)
  return speed
}

/** Null, with everything that is wrong on standard error, when it is no story that can be played. */
async function openStory(file: string): Promise<Story | null> {
  try {
    return readStory(await read(file), basename(file))
  } catch (error) {
    if (!(error instanceof StoryUnreadable) && !(error instanceof PlazaError)) throw error
    process.stderr.write(`${error instanceof PlazaError ? 'plaza: ' : ''}${error.message}\n`)
    return null
  }
}

async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new PlazaError('not-found', 'file', `There is no file ${file} that can be read.`, cause)
  })
}

async function play(story: Story, { speed, keep }: { speed: number; keep: boolean }): Promise<StoryResult> {
  const asked = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => asked.abort(new PlazaError('unavailable', 'stopped', 'Stopped before the story ended.')))
  const place = await prepareTemporaryPlaza(say)
  try {
    const needs: PlayNeeds = {
      config: place.config,
      say,
      tell: (progress) => say(tellProgress(progress)),
      ...(keep ? { afterwards: waitToBeStopped(asked.signal) } : {}),
    }
    return await playOnPlaza(story, needs, { speed, signal: asked.signal })
  } finally {
    await place.remove()
  }
}

function waitToBeStopped(signal: AbortSignal): NonNullable<PlayNeeds['afterwards']> {
  return async ({ address, signIn }) => {
    say(`still running at ${address}: sign in as ${signIn.email} with ${signIn.password}. Ctrl+C stops it and removes everything.`)
    if (!signal.aborted) await once(signal, 'abort')
  }
}
