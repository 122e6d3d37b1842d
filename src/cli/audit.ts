import { auditWorkspace, type Violation } from '../storage/audit.ts'
import type { Command } from './command.ts'
import { inWorkspace, WORKSPACE_HELP, WORKSPACE_OPTIONS, type AtWork } from './in-workspace.ts'
import { print } from './print.ts'
import { counter } from './progress.ts'
import { readArgs, usage } from './read-args.ts'

export const audit: Command = {
  help: `plaza audit [--json] [--workspace real|rehearsal] [--data FOLDER]

Looks at every message that a customer ever wrote. Each must be answered, or left with a reason and a name (a member's, or a manual's rule
and version), or resolved by a member's act, or its ticket must be open and its clock run; and nothing may wait unread in quarantine. Whatever
else is found is a violation, printed as it is found. Nothing is changed; Plaza may be running meanwhile, and memory stays small however much history there is.

${WORKSPACE_HELP}
  --json                       a JSON line for each violation (code, ticketId, number, messageId, quarantineId, at), the figure in the last line

Exit code: 0 proved; 1 there are violations; 2 the command was not understood.
`,
  async run(args) {
    const { values, positionals } = readArgs('audit', args, { ...WORKSPACE_OPTIONS, json: { type: 'boolean' } })
    if (positionals.length > 0) throw usage('audit', `“${positionals[0]}” is one word too many.`)
    return inWorkspace('audit', values, (at) => prove(at, values.json === true))
  },
}

async function prove({ context, workspaceId }: AtWork, json: boolean): Promise<number> {
  const shown = counter('messages and receipts looked at:')
  const figure = { messages: 0, receipts: 0, violations: 0 }
  for await (const page of auditWorkspace(context.db, workspaceId)) {
    figure.messages += page.messages
    figure.receipts += page.receipts
    figure.violations += page.violations.length
    if (page.violations.length > 0) await print(page.violations.map(json ? toJsonLine : toLine).join(''))
    shown.at(figure.messages + figure.receipts)
  }
  shown.end()
  await print(json ? `${JSON.stringify({ proved: figure.violations === 0, ...figure })}\n` : inWords(figure))
  return figure.violations === 0 ? 0 : 1
}

function toJsonLine(violation: Violation): string {
  return `${JSON.stringify(violation)}\n`
}

function toLine({ code, number, messageId, quarantineId, at }: Violation): string {
  const ticket = number === null ? 'no ticket' : `ticket ${number}`
  const where = messageId === null ? `item ${quarantineId} of the quarantine` : `${ticket}, message ${messageId}`
  return `${code}: ${where}${at === null ? '' : `, ${at.toString({ smallestUnit: 'second' })}`}\n`
}

function inWords({ messages, receipts, violations }: { messages: number; receipts: number; violations: number }): string {
  const looked = `${messages.toLocaleString('en')} messages of customers and ${receipts.toLocaleString('en')} receipts`
  return violations === 0 ? `Proved over ${looked}: nothing is unanswered by accident.\n` : `${violations.toLocaleString('en')} violations in ${looked}.\n`
}
