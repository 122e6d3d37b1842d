import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { PlazaError } from '../../domain/plaza-error.ts'
import type { Network } from '../../networks/network.ts'
import { usage } from '../read-args.ts'
import { openAsker, type Asker } from './ask.ts'
import { TEXTS } from './texts.ts'

/** The fields of a network: as options, as JSON on standard input, or asked for one by one at a terminal. Throws `usage` and `left`. */
export async function gatherFields(network: Network, given: readonly string[]): Promise<Record<string, string>> {
  const fields = readOptions(network, given)
  if (process.stdin.isTTY) return askMissing(network, fields)
  const piped = (await text(process.stdin)).trim()
  return piped === '' ? fields : { ...readPiped(network, piped), ...fields }
}

function readOptions(network: Network, given: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const option of given) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(option) ?? []
    if (name === undefined || value === undefined) throw usage('connect', '--field is written name=value.')
    fields[known(network, name)] = value
  }
  return fields
}

const Piped = z.record(z.string(), z.union([z.string(), z.number()]))

function readPiped(network: Network, piped: string): Record<string, string> {
  const parsed = Piped.safeParse(parse(piped))
  if (!parsed.success) throw usage('connect', 'Standard input must be one JSON object of fields, such as {"address": "care@aeroandes.example"}.')
  return Object.fromEntries(Object.entries(parsed.data).map(([name, value]) => [known(network, name), String(value)]))
}

function parse(piped: string): unknown {
  try {
    return JSON.parse(piped)
  } catch {
    return undefined
  }
}

function known(network: Network, name: string): string {
  const names = network.guide.fields.map((field) => field.name)
  if (!names.includes(name)) throw usage('connect', `${network.name} has no field “${name}”; it has ${names.join(', ')}.`)
  return name
}

async function askMissing(network: Network, fields: Record<string, string>): Promise<Record<string, string>> {
  const missing = network.guide.fields.filter((field) => !(field.name in fields))
  if (missing.every((field) => field.optional) && Object.keys(fields).length > 0) return fields
  const asker = openAsker()
  try {
    process.stderr.write(`${stepsOf(network)}\n`)
    for (const field of missing) {
      const answer = await asker.ask(promptOf(network, field), field)
      if (answer === null) throw new PlazaError('unavailable', 'left', 'Nothing was connected.')
      if (answer !== '') fields[field.name] = answer
    }
    return fields
  } finally {
    asker.close()
  }
}

function promptOf({ name }: Network, field: Parameters<Asker['ask']>[1] & { name: string; label: string; example?: string }): string {
  const texts = TEXTS[name]
  const said = [
    texts?.hints?.[field.name],
    field.example && `for example ${field.example}`,
    field.initial ? `Enter for ${field.initial}` : field.optional && 'Enter to leave it out',
    field.secret && 'not shown',
  ]
  const aside = said.filter(Boolean).join('; ')
  return `${texts?.fields[field.label] ?? field.label}${aside ? ` (${aside})` : ''}: `
}

/** What to do on the network first, numbered. */
export function stepsOf({ name, capabilities, guide }: Network): string {
  const steps = guide.steps.map((step, n) => `  ${n + 1}. ${TEXTS[name]?.steps[step] ?? step}`)
  return `To connect ${capabilities.label}:\n\n${steps.join('\n')}\n\n  The network’s own page: ${guide.url}\n`
}
