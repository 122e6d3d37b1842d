import { PlazaError } from '../../domain/plaza-error.ts'
import { splitLines } from '../../pipeline/import-split.ts'
import type { Judgement } from '../../watch/look-alike/judgement.ts'
import { openLookAlikes } from '../../watch/look-alikes.ts'
import { readCandidate, readOfficial } from '../../watch/look-alike/read-profile.ts'
import type { Official } from '../../watch/look-alike/profile.ts'
import { IMPOSTOR } from '../../watch/look-alike/weights.ts'
import { openFile } from '../import/open-file.ts'
import { print } from '../print.ts'
import { readArgs, usage } from '../read-args.ts'

export const LOOKALIKES_HELP = `plaza watch lookalikes --official FILE --candidates FILE

lookalikes scores accounts against ours. Both files are JSON lines (one of them may be -, standard input): network (any word), handle (on
mastodon with its server), name, and if known bio,
avatar (an address, or a perceptual hash of 16 hexadecimal digits) and created (a date); of ours also speaks (brand, product, region, executive) and past
(former handles). Writes one JSON object for each candidate, in their order and as they come: handle, of (the one of ours that it resembles), score (0 to
1), verdict (official, impostor-likely from ${IMPOSTOR} on, fan-parody, unrelated), evidence (code, ours, theirs, weight; docs/watch.md). A line that can't be
read is told on standard error with its number and code (bad-json, bad-profile, unreadable-line); the rest goes on.
`

/** `plaza watch lookalikes`. Answers the exit code: 1 when a line could not be read. Throws `file` for a file that can't be. */
export async function lookalikes(args: string[]): Promise<number> {
  const { values, positionals } = readArgs('watch', args, { official: { type: 'string' }, candidates: { type: 'string' } })
  const { official, candidates } = values
  if (official === undefined || candidates === undefined || positionals.length > 0) throw usage('watch', 'Name two files: --official and --candidates.')
  if (official === '-' && candidates === '-') throw usage('watch', 'Only one of the two can be standard input.')
  const tell = openTelling()
  const ours: Official[] = []
  const officials = await openFile(official)
  for await (const line of splitLines(officials.chunks())) tell.orTake('official', line, (text) => ours.push(readOfficial(text)))
  if (ours.length === 0) throw new PlazaError('invalid', 'no-official', `No line of ${official} is an account of ours: there is nothing to compare with.`)
  const judge = openLookAlikes(ours)
  const stream = await openFile(candidates)
  for await (const line of splitLines(answered(stream.chunks(), tell.flush))) {
    tell.orTake('candidates', line, (text) => {
      const candidate = readCandidate(text)
      tell.say(answerOf(candidate.handle, judge(candidate)))
    })
  }
  await tell.flush()
  return tell.failed() ? 1 : 0
}

function answerOf(handle: string, { of, score, verdict, evidence }: Judgement): object {
  return { handle, of: of?.handle ?? null, score, verdict, evidence }
}

/** What waits to be written: answers, and what is wrong with which line. */
function openTelling() {
  let [waiting, failed] = ['', false]
  return {
    say: (answer: object) => void (waiting += `${JSON.stringify(answer)}\n`),
    orTake(file: string, { number, text, problem }: { number: number; text: string | null; problem: string | null }, take: (text: string) => void): void {
      try {
        if (text === null) throw new PlazaError('invalid', 'unreadable-line', `The line ${problem}.`)
        if (text.trim() !== '') take(text)
      } catch (error) {
        if (!(error instanceof PlazaError)) throw error
        failed = true
        process.stderr.write(`${file} line ${number}: ${error.code}: ${error.message}\n`)
      }
    },
    async flush() {
      const text = waiting
      waiting = ''
      if (text !== '') await print(text)
    },
    failed: () => failed,
  }
}

/** The next piece is asked for when the lines of the last one are answered: who reads slowly slows the reading. */
async function* answered(pieces: AsyncIterable<Uint8Array>, flush: () => Promise<void>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    yield piece
    await flush()
  }
}
