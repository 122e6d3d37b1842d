import { TONGUES } from '../manual/tongue/tongue.ts'
import type { Command } from './command.ts'
import { check } from './manual/check.ts'
import { schema } from './manual/schema.ts'
import { usage } from './read-args.ts'

export const manual: Command = {
  name: 'manual',
  summary: 'check the brand’s written rules',
  help: `plaza manual check FILE [--json]
plaza manual schema [--language ${TONGUES.join('|')}]

check says everything that is wrong with a manual, each with its line and what to do: what can't be read, names that stand for nothing,
rules that never match or contradict each other, departments with nobody on duty, scripts missing in a language or too long for a
network, promises that the rota can't keep. It needs no database. How a manual is written: manuals/README.md.

schema prints the JSON schema by which editors complete and check a manual whose keys are in that language (en if none is named).

  --json       the findings as JSON

Exit code: 0 nothing is wrong, though there may be warnings; 1 something is; 2 the command or the file was not understood.
`,
  async run([verb, ...args]) {
    if (verb === undefined) throw usage('manual', `Say what to do: ${Object.keys(ACTS).join(', ')}.`)
    const act = ACTS[verb]
    if (!act) throw usage('manual', `“${verb}” is not one of ${Object.keys(ACTS).join(', ')}.`)
    return act(args)
  },
}

/** Each takes what follows its name, and answers the exit code. */
const ACTS: Record<string, (args: string[]) => Promise<number>> = { check, schema }
