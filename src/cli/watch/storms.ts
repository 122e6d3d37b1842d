import { PlazaError } from '../../domain/plaza-error.ts'
import { splitLines, type FileLine } from '../../pipeline/import-split.ts'
import { readPoint } from '../../watch/storm/read-point.ts'
import { watchSeries, type Point, type SeriesDetection } from '../../watch/watch-series.ts'
import { openFile } from '../import/open-file.ts'
import { print } from '../print.ts'
import { readArgs, usage } from '../read-args.ts'

export const STORMS_HELP = `plaza watch storms --series FILE

storms reads a series of counts (lines of timestamp,value; - is standard input; without a zone a timestamp is UTC) and writes a JSON line for each
detection, as it comes: at, severity (swings beyond what is expected), expected and observed (in about the last minutes, recent ones weighing most),
minutes. The same parameters hold for every series; docs/watch.md states them. A line that can't be read is told on standard error with its number
and code (bad-point, unreadable-line), one that comes late or twice is left out and counted; the rest goes on. No database is needed.
`

/** `plaza watch storms`. Answers the exit code: 1 when a line could not be read. Throws `file` for a file that can't be. */
export async function storms(args: string[]): Promise<number> {
  const { values, positionals } = readArgs('watch', args, { series: { type: 'string' } })
  if (values.series === undefined || positionals.length > 0) throw usage('watch', 'Name one file: --series FILE.')
  const file = await openFile(values.series)
  const heard = hearing()
  for await (const line of splitLines(answered(file.chunks(), heard.flush))) heard.take(line)
  await heard.flush()
  return heard.end()
}

/** What waits to be written, and what was wrong with which line. */
function hearing() {
  const watch = watchSeries()
  let [waiting, bad, late] = ['', 0, 0]
  const answer = (point: Point) => {
    const found = watch(point)
    if (found === 'late') late += 1
    else if (found) waiting += `${JSON.stringify(present(found))}\n`
  }
  return {
    take({ number, text, problem }: FileLine): void {
      try {
        if (text === null) throw new PlazaError('invalid', 'unreadable-line', `The line ${problem}.`)
        const point = readPoint(text)
        if (point) answer(point)
      } catch (error) {
        if (!(error instanceof PlazaError)) throw error
        bad += 1
        process.stderr.write(`line ${number}: ${error.code}: ${error.message}\n`)
      }
    },
    async flush(): Promise<void> {
      const text = waiting
      waiting = ''
      if (text !== '') await print(text)
    },
    end(): number {
      if (late > 0) process.stderr.write(`${late} points came late or twice and were left out.\n`)
      return bad > 0 ? 1 : 0
    },
  }
}

/** The next piece is asked for when the lines of the last one are answered: who reads slowly slows the reading. */
async function* answered(pieces: AsyncIterable<Uint8Array>, flush: () => Promise<void>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    yield piece
    await flush()
  }
}

function present({ at, severity, expected, observed, minutes }: SeriesDetection): object {
  return { at: at.toString(), severity: rounded(severity), expected: rounded(expected), observed: rounded(observed), minutes }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
