import { TONGUES } from '../manual/tongue/tongue.ts'
import type { Command } from './command.ts'
import { check } from './manual/check.ts'
import { explain } from './manual/explain.ts'
import { publish } from './manual/publish.ts'
import { schema } from './manual/schema.ts'
import { simulate } from './manual/simulate.ts'
import { WORKSPACE_HELP } from './in-workspace.ts'
import { usage } from './read-args.ts'

export const manual: Command = {
  help: `plaza manual check FILE [--json]
plaza manual publish FILE [--note TEXT] [--json]
plaza manual simulate FILE --since 30d [--json]
plaza manual explain TICKET [--json]
plaza manual schema [--language ${TONGUES.join('|')}]

check says everything that is wrong with a manual, each with its line and what to do: what can't be read, names that stand for nothing,
rules that never match or contradict each other, departments with nobody on duty, scripts missing in a language or too long for a
network, promises that the rota can't keep. It needs no database. How a manual is written: manuals/README.md.

publish puts the file in force as the next version; one with errors is refused, and nothing changes.

simulate asks the file about every message that came in since (30d, 12h), and the version in force too: what would go otherwise, from
what to what, on which tickets. Nothing is changed. What the messages mean is taken as it was read then.

explain says in words what the manual decided about the ticket of that number, by which rules of which version, and why.

schema prints the JSON schema by which editors complete and check a manual whose keys are in that language (en if none is named).

${WORKSPACE_HELP}
  --json                       the answer as JSON

Exit code: 0 done, and nothing is wrong, though there may be warnings; 1 something is; 2 the command or the file was not understood.
`,
  async run([verb, ...args]) {
    if (verb === undefined) throw usage('manual', `Say what to do: ${Object.keys(ACTS).join(', ')}.`)
    const act = ACTS[verb]
    if (!act) throw usage('manual', `“${verb}” is not one of ${Object.keys(ACTS).join(', ')}.`)
    return act(args)
  },
}

/** Each takes what follows its name, and answers the exit code. */
const ACTS: Record<string, (args: string[]) => Promise<number>> = { check, publish, simulate, explain, schema }
