import { readComparison, type Compared } from '../../watch/comparison/compare.ts'
import { inWorkspace, WORKSPACE_HELP, WORKSPACE_OPTIONS } from '../in-workspace.ts'
import { print } from '../print.ts'
import { readArgs, usage } from '../read-args.ts'

export const COMPARISON_HELP = `plaza watch comparison

comparison writes a JSON line for each of our accounts, and for each account of other brands that was declared, as the one rule last counted them
(docs/watch.md): network, handle, ours, since and through (the time that is known), questions, people, answered, young (asked within the last seven days:
not judged yet), enough (whether there are enough to say), share (value, low, high), median and p90 in seconds (null: beyond seven days, or too few), answers
(more, less or not-told, against ours), code (why it can't be read). Plaza may be running meanwhile; nothing is asked of the networks.

${WORKSPACE_HELP}
`

/** `plaza watch comparison`. Answers the exit code. */
export async function comparison(args: string[]): Promise<number> {
  const { values, positionals } = readArgs('watch', args, WORKSPACE_OPTIONS)
  if (positionals.length > 0) throw usage('watch', 'comparison takes no more words.')
  const compared = await inWorkspace('watch', values, ({ context, workspaceId }) => readComparison(context.db, workspaceId))
  await print(compared.map(toLine).join(''))
  return 0
}

function toLine({ network, account: { handle }, measured, peer, answers }: Compared): string {
  const { since, through, questions, people, answered, young, enough, share, median, p90 } = measured ?? NOTHING
  const known = { since: momentOf(since), through: momentOf(through) }
  const figures = { questions, people, answered, young, enough, share, median, p90 }
  return `${JSON.stringify({ network, handle, ours: peer === null, ...known, ...figures, answers, code: peer?.code ?? null })}\n`
}

const NOTHING = { since: null, through: null, questions: 0, people: 0, answered: 0, young: 0, enough: false, share: null, median: null, p90: null }

function momentOf(seconds: number | null): string | null {
  return seconds === null ? null : Temporal.Instant.fromEpochMilliseconds(Math.round(seconds * 1_000)).toString()
}
