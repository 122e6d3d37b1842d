import type { ImportSummary } from '../pipeline/import.ts'
import { importLines } from '../pipeline/import.ts'
import { splitLines } from '../pipeline/import-split.ts'
import type { Command } from './command.ts'
import { openFile, type OpenFile } from './import/open-file.ts'
import { untilAsked } from './import/until-asked.ts'
import { inWorkspace, WORKSPACE_HELP, WORKSPACE_OPTIONS, type AtWork } from './in-workspace.ts'
import { print, printJson, table } from './print.ts'
import { counter } from './progress.ts'
import { readArgs, usage } from './read-args.ts'

export const importCommand: Command = {
  help: `plaza import FILE [--workspace real|rehearsal] [--json] [--data FOLDER]
plaza import -

Takes in a file of JSON lines (messages, people, tickets, notes, calls, accounts; see docs/exchange-format.md), or with - what comes on standard input.
Any size: it is read as it goes. Everything is taken by the same road as what is heard on the networks, and known messages stay as they
are: the same file twice changes nothing. A killed import of a file goes on where it stopped when the same command is given again. Plaza
may be running meanwhile.

A line that can't be taken is set aside with its number and the reason (plaza quarantine list), and the rest goes on.

${WORKSPACE_HELP}
  --json                       the summary as one JSON object

Exit code: 0 everything was taken; 1 some lines were set aside, or it could not go on; 2 the command was not understood.
`,
  async run(args) {
    const { values, positionals } = readArgs('import', args, { ...WORKSPACE_OPTIONS, json: { type: 'boolean' } })
    const [path] = positionals
    if (path === undefined || positionals.length > 1) throw usage('import', 'Name one file, or - for standard input.')
    const file = await openFile(path)
    const summary = await inWorkspace('import', values, (at) => take(at, file))
    await (values.json ? printJson(summary) : print(tell(path, summary)))
    return summary.aside > 0 ? 1 : 0
  },
}

async function take({ context, workspaceId }: AtWork, file: OpenFile): Promise<ImportSummary> {
  const shown = counter('lines in:')
  try {
    return await importLines(context, {
      workspaceId,
      lines: splitLines(untilAsked(file.chunks())),
      fileHash: await file.hash(),
      progress: (lines) => shown.at(lines),
    })
  } finally {
    shown.end()
  }
}

function tell(path: string, summary: ImportSummary): string {
  const { resumedAfter, lines, accounts, messages, people, tickets, notes: written, calls, strangers, aside } = summary
  const row = (what: string, { fresh, known }: ImportSummary['messages']) => [what, `${figure(fresh)} new,`, `${figure(known)} known`]
  const notes = [
    ...(resumedAfter > 0 ? [`Went on after line ${figure(resumedAfter)}, where the last import of this file stopped.`] : []),
    ...(tickets.kept > 0 ? [`${figure(tickets.kept)} tickets were left as people here have them.`] : []),
    ...(strangers.length > 0
      ? [`Named as one of us, and no member here: ${strangers.join(', ')}. Their tickets are nobody’s, their answers and calls nameless.`]
      : []),
    ...(aside > 0 ? [`${figure(aside)} lines were set aside; look at them with: plaza quarantine list`] : []),
  ]
  const figures = table([
    row('messages', messages),
    row('people', people),
    row('tickets', tickets),
    row('notes', written),
    row('calls', calls),
    row('accounts', accounts),
  ])
  return `${path === '-' ? 'Standard input' : path}: ${figure(lines)} lines.\n${figures}${notes.map((note) => `${note}\n`).join('')}`
}

function figure(value: number): string {
  return value.toLocaleString('en')
}
