import { relearnWorkspace } from '../../pipeline/relearn.ts'
import { inWorkspace, WORKSPACE_OPTIONS } from '../in-workspace.ts'
import { print } from '../print.ts'
import { readArgs, usage } from '../read-args.ts'

const OUTCOMES = {
  better: 'It answers better on what it had not seen: from now on it is read by.',
  'no-better': 'It answers no better on what it had not seen: everything stays as it was.',
  'too-few': 'Too few corrections to learn from: everything stays as it was.',
}

/** Learns from a workspace's corrections at once and says what it is worth. */
export async function relearn(args: string[]): Promise<number> {
  const { values, positionals } = readArgs('understand', args, WORKSPACE_OPTIONS)
  if (positionals.length > 0) throw usage('understand', `“${positionals[0]}” is one word too many.`)
  return inWorkspace('understand', values, async ({ context, workspaceId }) => {
    const { corrections, reason, before, after } = await relearnWorkspace(context.db, workspaceId)
    const worth = before.of === 0 ? '' : ` Of ${before.of} answers held back ${before.wrong} were wrong before and ${after.wrong} after.`
    await print(`${corrections.toLocaleString('en')} corrections.${worth} ${OUTCOMES[reason]}\n`)
    return 0
  })
}
