import { explainTicket, type ExplainedTicket, type RuleOfTicket } from '../../pipeline/explain-ticket.ts'
import { inWorkspace, WORKSPACE_OPTIONS } from '../in-workspace.ts'
import { print, printJson } from '../print.ts'
import { readArgs, usage } from '../read-args.ts'
import { valueInWords } from './act-words.ts'

/** `plaza manual explain TICKET`: what the manual decided about it, by which rules, and why. Answers the exit code. */
export async function explain(args: string[]): Promise<number> {
  const { values, positionals } = readArgs('manual', args, { ...WORKSPACE_OPTIONS, json: { type: 'boolean' } })
  const number = readNumber(positionals)
  const explained = await inWorkspace('manual', values, ({ context, workspaceId }) => explainTicket(context.db, workspaceId, number))
  await (values.json ? printJson({ number, decision: Object.fromEntries(explained.acts), rules: explained.rules }) : print(inWords(number, explained)))
  return 0
}

function readNumber([written, ...more]: string[]): number {
  const [, digits] = /^(?:#|T-)?(\d{1,9})$/i.exec(written ?? '') ?? []
  if (digits === undefined || more.length > 0) throw usage('manual', 'Name one ticket by its number.')
  return Number(digits)
}

function inWords(number: number, { acts, rules }: ExplainedTicket): string {
  const result = acts.map(([act, value]) => `  ${act}: ${valueInWords(value)}\n`).join('')
  return `Ticket ${number}\n${result}${rules.length === 0 ? 'No rule of the manual matched.\n' : rules.map(ruleInWords).join('')}`
}

const KEPT = {
  urgent: 'Danger is never left.',
  vulnerable: 'Somebody vulnerable is never left.',
  ultimatum: 'An ultimatum is never left.',
  pressing: 'What hours matter for is left by a person only.',
  unsure: 'What is not surely understood is left by a person only.',
} as const satisfies Record<NonNullable<RuleOfTicket['kept']>, string>

function ruleInWords({ at, name, line, version, because, gave, overruled, kept }: RuleOfTicket): string {
  const why = because.map(({ fact, value, not }) => `${fact} is ${not ? 'not ' : ''}${valueInWords(value)}`).join(', and ')
  const lost = overruled.length > 0 ? ` What it says of ${overruled.join(', ')} did not count: an earlier rule had decided.` : ''
  return `${at} by version ${version}, line ${line}: «${name}»${why ? `, because ${why}` : ''}. It gave ${gave.join(', ') || 'nothing'}.${lost}${kept ? ` ${KEPT[kept]}` : ''}\n`
}
