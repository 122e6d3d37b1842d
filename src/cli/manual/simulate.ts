import { ManualRefused } from '../../pipeline/manual-refused.ts'
import { simulateManual, type Simulated, type Way } from '../../pipeline/simulate-manual.ts'
import { inWorkspace, WORKSPACE_OPTIONS } from '../in-workspace.ts'
import { print, printJson } from '../print.ts'
import { counter } from '../progress.ts'
import { readArgs, usage } from '../read-args.ts'
import { valueInWords } from './act-words.ts'
import { tell } from './finding-words.ts'
import { readManualFile } from './read-manual-file.ts'

/** `plaza manual simulate FILE --since 30d`: what the file would have done otherwise. Answers the exit code. */
export async function simulate(args: string[]): Promise<number> {
  const { values, positionals } = readArgs('manual', args, { ...WORKSPACE_OPTIONS, since: { type: 'string', default: '30d' }, json: { type: 'boolean' } })
  const hours = readHours(values.since)
  const { file, text, findings } = await readManualFile(positionals)
  try {
    if (findings.length > 0) throw new ManualRefused(findings)
    const progress = counter('messages replayed:')
    const simulated = await inWorkspace('manual', values, ({ context, workspaceId }) =>
      simulateManual(context, { workspaceId, text, since: context.now().subtract({ hours }), replayed: progress.at }),
    ).finally(progress.end)
    await (values.json ? printJson(simulated) : print(inWords(simulated, values.since)))
    return 0
  } catch (error) {
    if (!(error instanceof ManualRefused)) throw error
    await (values.json ? printJson({ findings: error.findings }) : print(error.findings.map((one) => tell(file, one)).join('')))
    return 1
  }
}

const HOURS: Record<string, number> = { h: 1, d: 24 }

/** Throws `usage` for what is no length of time. */
function readHours(written: string): number {
  const [, count, unit] = /^(\d{1,5})([hd])$/.exec(written) ?? []
  if (count === undefined) throw usage('manual', `--since is a length of time such as 30d or 12h, not “${written}”.`)
  return Number(count) * HOURS[unit!]!
}

function inWords({ version, messages, changed, ways }: Simulated, since: string): string {
  const sum = `${changed} of ${messages} messages of the last ${since} would go otherwise than by version ${version}.\n`
  return sum + ways.map(wayInWords).join('')
}

function wayInWords({ act, before, after, count, tickets }: Way): string {
  return `  ${act}: ${valueInWords(before)} → ${valueInWords(after)}, ${count} times, tickets ${tickets.map((number) => `#${number}`).join(' ')}\n`
}
