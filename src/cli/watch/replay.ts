import { replayStorms, type ReplayedAlarm } from '../../watch/storm/replay-storms.ts'
import { inWorkspace, WORKSPACE_HELP, WORKSPACE_OPTIONS } from '../in-workspace.ts'
import { print } from '../print.ts'
import { readArgs, usage } from '../read-args.ts'

export const REPLAY_HELP = `plaza watch replay --from MOMENT --to MOMENT

replay raises every alarm of storms between two moments again, from what was kept of the counts and of who said what, and writes a JSON line for each: at,
series, same (true: raised then with these very facts; false: not so; null: other rules than today's decided then, so that nothing can be said), rules (by
which it was raised then; null for none, or before they were kept), facts. How many are null is told on standard error. Nothing is changed; Plaza may be
running meanwhile.

${WORKSPACE_HELP}
`

/** `plaza watch replay`. Answers the exit code: 1 when an alarm of today's rules did not come again as it was. */
export async function replay(args: string[]): Promise<number> {
  const { values, positionals } = readArgs('watch', args, { ...WORKSPACE_OPTIONS, from: { type: 'string' }, to: { type: 'string' } })
  if (positionals.length > 0 || values.from === undefined || values.to === undefined) throw usage('watch', 'Name two moments: --from and --to.')
  const [from, to] = [readMoment(values.from), readMoment(values.to)]
  const alarms = await inWorkspace('watch', values, ({ context, workspaceId }) => replayStorms(context.db, { workspaceId, from, to, manuals: context.manuals }))
  await print(alarms.map(toLine).join(''))
  const earlier = alarms.filter(({ same }) => same === null).length
  if (earlier > 0)
    process.stderr.write(`${earlier} of ${alarms.length} alarms were decided by an earlier version of the rules: they can’t be compared with today’s.\n`)
  return alarms.some(({ same }) => same === false) ? 1 : 0
}

function readMoment(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text)
  } catch {
    throw usage('watch', `“${text}” is no moment; write one as 2026-03-02T14:00:00Z.`)
  }
}

function toLine({ at, series, same, rules, facts }: ReplayedAlarm): string {
  return `${JSON.stringify({ at: at.toString(), series, same, rules, facts })}\n`
}
