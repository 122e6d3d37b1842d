import { PlazaError } from '../domain/plaza-error.ts'
import { NETWORKS } from '../networks/all.ts'
import type { Network } from '../networks/network.ts'
import { connectAccount } from '../pipeline/connect-account.ts'
import { listAccounts, readAccount } from '../storage/accounts.ts'
import type { Command } from './command.ts'
import { gatherFields, stepsOf } from './connect/gather-fields.ts'
import { TEXTS } from './connect/texts.ts'
import { inWorkspace, type AtWork } from './in-workspace.ts'
import { print, printJson, table } from './print.ts'
import { say } from './progress.ts'
import { readArgs, usage } from './read-args.ts'
import { TROUBLE, troubleOf } from './words.ts'

const SPEAKS = ['brand', 'product', 'region', 'executive'] as const

export const connect: Command = {
  help: `plaza connect NETWORK [--field NAME=VALUE]… [--brand NAME] [--speaks brand|product|region|executive] [--json] [--data FOLDER]
plaza connect NETWORK --steps
plaza connect --list

Says what to do on the network, asks for each field (secrets are not shown), tries them against the live network, and connects the account
to the real workspace. A running Plaza begins to listen at once. What is given with --field is not asked for; in a script give the rest as a
JSON object on standard input, which keeps secrets out of the list of processes. The same account again renews its access.

  --list             the accounts there are, and the networks
  --steps            the steps and the fields of a network, and nothing else
  --brand NAME       the brand it answers for, made if it is new; without it, as before, or the first
  --speaks WHAT      who speaks through it; without it, as before, or the brand
  --json             the connected account, or the list, as JSON
  --data FOLDER      the data folder, instead of PLAZA_DATA (./data)

${NETWORKS.map((network) => `  ${network.name.padEnd(10)} ${fieldsOf(network)}`).join('\n')}

Exit code: 0 connected; 1 the network refused, and what to do is said; 2 the command was not understood.
`,
  async run(args) {
    const { values, positionals } = readArgs('connect', args, {
      list: { type: 'boolean' },
      steps: { type: 'boolean' },
      field: { type: 'string', multiple: true },
      brand: { type: 'string' },
      speaks: { type: 'string' },
      json: { type: 'boolean' },
      data: { type: 'string' },
    })
    if (values.list) return inWorkspace('connect', values, (at) => list(at, values.json === true))
    const network = readNetwork(positionals)
    if (values.steps) await print(`${stepsOf(network)}\nFields: ${fieldsOf(network)}\n`)
    else await connectOne(network, { ...values, speaks: readSpeaks(values.speaks) })
    return 0
  },
}

function fieldsOf({ guide }: Network): string {
  return guide.fields.map((field) => (field.optional ? `[${field.name}]` : field.name)).join(' ')
}

function readNetwork([name, ...more]: string[]): Network {
  const network = NETWORKS.find((candidate) => candidate.name === name)
  const names = NETWORKS.map((candidate) => candidate.name).join(', ')
  if (!network) throw usage('connect', name === undefined ? `Name a network: ${names}.` : `Plaza can’t connect to “${name}”; it can to ${names}.`)
  if (more.length > 0) throw usage('connect', 'Name one network.')
  return network
}

function readSpeaks(text: string | undefined): (typeof SPEAKS)[number] | undefined {
  if (text === undefined) return undefined
  const speaks = SPEAKS.find((candidate) => candidate === text)
  if (!speaks) throw usage('connect', `--speaks is one of ${SPEAKS.join(', ')}, not “${text}”.`)
  return speaks
}

interface Wished {
  field?: string[]
  brand?: string
  speaks: (typeof SPEAKS)[number] | undefined
  json?: boolean
  data?: string
}

async function connectOne(network: Network, wished: Wished): Promise<void> {
  const fields = { ...initialFields(network), ...(await gatherFields(network, wished.field ?? [])) }
  await inWorkspace('connect', wished, async ({ context, workspaceId }) => {
    say(`asking ${network.capabilities.label} …`)
    const id = await connectAccount(context, { workspaceId, memberId: null, network: network.name, brand: wished.brand, speaks: wished.speaks, fields }).catch(
      (error: unknown) => {
        throw advised(error)
      },
    )
    const { handle, name, brand, abilities } = await readAccount(context.db, workspaceId, id)
    if (wished.json) return printJson({ id, network: network.name, handle, name, brand, abilities })
    const can = table(abilities.map(({ code, ok }) => [ok ? '  yes' : '  no', code]))
    return print(`Connected ${handle} (${name}) for ${brand}.\n${can}Plaza listens to it as long as it runs.\n`)
  })
}

function initialFields({ guide }: Network): Record<string, string> {
  return Object.fromEntries(guide.fields.flatMap(({ name, initial }) => (initial === undefined ? [] : [[name, initial]])))
}

/** A refusal of the network, with what to do about it. */
function advised(error: unknown): unknown {
  if (!(error instanceof PlazaError) || error.kind !== 'refused') return error
  const { says, todo } = troubleOf(error.code)
  return new PlazaError('refused', error.code, `${says} ${todo}${error.code in TROUBLE ? ` (${error.message})` : ''}`, error)
}

async function list({ context, workspaceId }: AtWork, json: boolean): Promise<number> {
  const accounts = await listAccounts(context.db, workspaceId)
  const shown = accounts.map(({ network, handle, brand, speaks, state, lastHeardAt }) => ({
    network,
    handle,
    brand,
    speaks,
    state,
    lastHeardAt: lastHeardAt?.toString() ?? null,
  }))
  if (json) await printJson(shown)
  else if (shown.length === 0) await print(`No account is connected. Networks: ${Object.keys(TEXTS).join(', ')}.\n`)
  else
    await print(
      table([
        ['NETWORK', 'ACCOUNT', 'BRAND', 'SPEAKS', 'STATE', 'LAST HEARD'],
        ...shown.map((row) => [row.network, row.handle, row.brand, row.speaks, row.state, row.lastHeardAt ?? 'never']),
      ]),
    )
  return 0
}
