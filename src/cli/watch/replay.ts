import { replayStorms, type ReplayedAlarm } from '../../watch/storm/replay-storms.ts'
import { inWorkspace, WORKSPACE_HELP, WORKSPACE_OPTIONS } from '../in-workspace.ts'
import { print } from '../print.ts'
import { readArgs, usage } from '../read-args.ts'

export const REPLAY_HELP = `plaza watch replay --from MOMENT --to MOMENT

replay raises every alarm of storms between two moments again, from what was kept of the counts and of who said what, and writes a JSON line for each: at,
series, same (whether it was raised then with these very facts), facts. Nothing is changed; Plaza may be running meanwhile.

${WORKSPACE_HELP}
`

/** `plaza watch replay`. Answers the exit code: 1 when an alarm did not come again as it was. */
export async function replay(args: string[]): Promise<number> {
  const { values, positionals } = readArgs('watch', args, { ...WORKSPACE_OPTIONS, from: { type: 'string' }, to: { type: 'string' } })
  if (positionals.length > 0 || values.from === undefined || values.to === undefined) throw usage('watch', 'Name two moments: --from and --to.')
  const [from, to] = [readMoment(values.from), readMoment(values.to)]
  const alarms = await inWorkspace('watch', values, async ({ context, workspaceId }) =>
    replayStorms(context.db, { workspaceId, from, to, inForce: await context.manuals.inForce(workspaceId) }),
  )
  await print(alarms.map(toLine).join(''))
  return alarms.every(({ same }) => same) ? 0 : 1
}

function readMoment(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text)
  } catch {
    throw usage('watch', `“${text}” is no moment; write one as 2026-03-02T14:00:00Z.`)
  }
}

function toLine({ at, series, same, facts }: ReplayedAlarm): string {
  return `${JSON.stringify({ at: at.toString(), series, same, facts })}\n`
}
