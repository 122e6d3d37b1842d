import { z } from 'zod'
import { PlazaError } from '../../domain/plaza-error.ts'
import { ticketOfNumber } from '../../storage/ticket-detail.ts'
import { listDecisions } from '../../storage/timeline.ts'
import { inWorkspace, WORKSPACE_OPTIONS, type AtWork } from '../in-workspace.ts'
import { print, printJson } from '../print.ts'
import { readArgs, usage } from '../read-args.ts'
import { valueInWords } from './act-words.ts'

/** `plaza manual explain TICKET`: what the manual decided about it, by which rules, and why. Answers the exit code. */
export async function explain(args: string[]): Promise<number> {
  const { values, positionals } = readArgs('manual', args, { ...WORKSPACE_OPTIONS, json: { type: 'boolean' } })
  const number = readNumber(positionals)
  return inWorkspace('manual', values, (at) => explainTicket(at, number, values.json === true))
}

function readNumber([written, ...more]: string[]): number {
  const [, digits] = /^#?(\d{1,9})$/.exec(written ?? '') ?? []
  if (digits === undefined || more.length > 0) throw usage('manual', 'Name one ticket by its number.')
  return Number(digits)
}

async function explainTicket({ context: { db }, workspaceId }: AtWork, number: number, json: boolean): Promise<number> {
  const ticket = await ticketOfNumber(db, workspaceId, number)
  if (!ticket) throw new PlazaError('not-found', 'not-found', `There is no ticket ${number}.`)
  const ruled = (await listDecisions(db, workspaceId, ticket.id)).flatMap(({ at, rule, facts }) =>
    rule === 'manual' ? [{ at: at.toString(), ...Ruled.parse(facts) }] : [],
  )
  if (json) await printJson({ number, decision: ticket.decision, rules: ruled })
  else await print(`Ticket ${number}\n${resultOf(ticket.decision)}${ruled.length === 0 ? 'No rule of the manual matched.\n' : ruled.map(inWords).join('')}`)
  return 0
}

const Value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])

/** What the road in keeps of a rule that matched. */
const Ruled = z.object({
  name: z.string(),
  line: z.number(),
  version: z.number(),
  because: z.array(z.object({ fact: z.string(), value: Value, not: z.literal(true).optional() })),
  gave: z.array(z.string()),
  overruled: z.array(z.string()),
})

/** What the manual said last, as it stands. */
function resultOf(decision: unknown): string {
  if (typeof decision !== 'object' || decision === null) return ''
  const said = Object.entries(decision).filter(([act, value]) => act !== 'version' && valueInWords(value) !== 'none')
  return said.map(([act, value]) => `  ${act}: ${valueInWords(value)}\n`).join('')
}

function inWords({ at, name, line, version, because, gave, overruled }: z.infer<typeof Ruled> & { at: string }): string {
  const why = because.map(({ fact, value, not }) => `${fact} is ${not ? 'not ' : ''}${valueInWords(value)}`).join(', and ')
  const lost = overruled.length > 0 ? ` What it says of ${overruled.join(', ')} did not count: an earlier rule had decided.` : ''
  return `${at} by version ${version}, line ${line}: «${name}»${why ? `, because ${why}` : ''}. It gave ${gave.join(', ') || 'nothing'}.${lost}\n`
}
