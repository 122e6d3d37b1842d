import { exportLines } from '../pipeline/export-lines.ts'
import { exchangeSchema } from '../pipeline/import-lines.ts'
import type { Command } from './command.ts'
import { openOutput } from './export/open-output.ts'
import { inWorkspace, WORKSPACE_HELP, WORKSPACE_OPTIONS, type AtWork } from './in-workspace.ts'
import { printJson } from './print.ts'
import { counter, say } from './progress.ts'
import { readArgs, usage } from './read-args.ts'

export const exportCommand: Command = {
  help: `plaza export [FILE] [--workspace real|rehearsal] [--data FOLDER]
plaza export --schema

Writes everything that was said, with edits, deletions, visibility and who of us said it, the people, the tickets with their notes
and phone calls, and our accounts as JSON lines (docs/exchange-format.md) to FILE, or to standard output: what plaza import takes. It shows one moment, whatever goes on meanwhile, and
needs little memory however much there is. FILE appears when it is whole; an older one under that name is replaced. It holds what
customers wrote in private and what you wrote of them: keep it as you keep the database. It holds no passwords, keys or tokens.

${WORKSPACE_HELP}
  --schema                     print the JSON schema of a line, and nothing else

Exit code: 0 it is whole; 1 it could not be written; 2 the command was not understood.
`,
  async run(args) {
    const { values, positionals } = readArgs('export', args, { ...WORKSPACE_OPTIONS, schema: { type: 'boolean' } })
    if (positionals.length > 1) throw usage('export', 'Name one file at most.')
    if (values.schema) await printJson(exchangeSchema())
    else await inWorkspace('export', values, (at) => write(at, positionals[0]))
    return 0
  },
}

async function write({ context, workspaceId }: AtWork, path: string | undefined): Promise<void> {
  const shown = counter('lines out:')
  const output = await openOutput(path)
  let lines = 0
  try {
    await exportLines(context.db, workspaceId, async (page) => {
      if (page.length > 0) await output.write(`${page.join('\n')}\n`)
      shown.at((lines += page.length))
    })
    await output.keep()
  } finally {
    shown.end()
    await output.close()
  }
  say(`${lines.toLocaleString('en')} lines written${path === undefined ? '' : ` to ${path}`}.`)
}
