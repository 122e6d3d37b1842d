import type { Command } from './command.ts'
import { usage } from './read-args.ts'
import { comparison, COMPARISON_HELP } from './watch/comparison.ts'
import { lookalikes, LOOKALIKES_HELP } from './watch/lookalikes.ts'
import { replay, REPLAY_HELP } from './watch/replay.ts'
import { storms, STORMS_HELP } from './watch/storms.ts'

export const watch: Command = {
  help: `${STORMS_HELP}
${REPLAY_HELP}
${LOOKALIKES_HELP}
${COMPARISON_HELP}
Exit code: 0 done; 1 some lines could not be read; 2 the command was not understood.
`,
  async run([verb, ...args]) {
    const act = verb === undefined ? undefined : ACTS[verb]
    if (!act) throw usage('watch', `Say what to watch: ${Object.keys(ACTS).join(' or ')}.`)
    return act(args)
  },
}

const ACTS: Record<string, (args: string[]) => Promise<number>> = { storms, replay, lookalikes, comparison }
