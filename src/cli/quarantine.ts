import { replayQuarantined } from '../pipeline/replay-quarantined.ts'
import { endQuarantine } from '../storage/quarantine-writes.ts'
import { listQuarantine, readWaiting, requireQuarantined, type Quarantined } from '../storage/quarantine.ts'
import type { Command } from './command.ts'
import { inWorkspace, WORKSPACE_HELP, WORKSPACE_OPTIONS, type AtWork } from './in-workspace.ts'
import { print, printJson, table } from './print.ts'
import { readArgs, usage } from './read-args.ts'

export const quarantine: Command = {
  help: `plaza quarantine list
plaza quarantine show ID
plaza quarantine replay ID | --all
plaza quarantine discard ID

What a network or a file brought and Plaza could not take in waits here, whole, with the reason; everything around it was taken.
replay sends it through again, after an update or once what it lacked is there; what still can't be taken stays. discard gives it up.

${WORKSPACE_HELP}
  --all                        replay everything that waits, oldest first
  --json                       the answer as JSON

Exit code: 0 done; 1 something that was replayed still waits, or there is nothing under that ID; 2 the command was not understood.
`,
  async run(args) {
    const { values, positionals } = readArgs('quarantine', args, { ...WORKSPACE_OPTIONS, all: { type: 'boolean' }, json: { type: 'boolean' } })
    const { verb, id, all } = readWords(positionals, values.all === true)
    return inWorkspace('quarantine', values, (at) => ACTS[verb]!(at, { id, all, json: values.json === true }))
  },
}

const HEAD = ['ID', 'NETWORK', 'STAGE', 'SINCE', 'TRIES', 'WHY']

/** Throws `usage` for words that say nothing, or too much. */
function readWords([verb, ...rest]: string[], all: boolean): { verb: string; id: string; all: boolean } {
  if (verb === undefined) throw usage('quarantine', 'Say what to do: list, show, replay or discard.')
  if (!(verb in ACTS)) throw usage('quarantine', `“${verb}” is not one of list, show, replay, discard.`)
  if (all && verb !== 'replay') throw usage('quarantine', '--all goes with replay only.')
  return { verb, all, id: verb === 'list' || all ? readNothing(rest) : readId(verb, rest) }
}

function readNothing(words: string[]): '' {
  if (words.length > 0) throw usage('quarantine', `“${words[0]}” is one word too many.`)
  return ''
}

function readId(verb: string, [id = '', ...rest]: string[]): string {
  if (!/^\d{1,18}$/.test(id)) throw usage('quarantine', `Name what to ${verb} by its ID.`)
  readNothing(rest)
  return id
}

interface Asked {
  id: string
  all: boolean
  json: boolean
}

/** Each answers the exit code. */
const ACTS: Record<string, (at: AtWork, asked: Asked) => Promise<number>> = { list, show, replay, discard }

async function list(at: AtWork, { json }: Asked): Promise<number> {
  let any = false
  for await (const items of waiting(at)) {
    if (json) for (const item of items) await print(`${JSON.stringify(present(item))}\n`)
    else await print(table([...(any ? [] : [HEAD]), ...items.map(row)]))
    any = true
  }
  if (!any && !json) await print('Nothing waits in quarantine.\n')
  return 0
}

async function show({ context, workspaceId }: AtWork, { id, json }: Asked): Promise<number> {
  const item = await readWaiting(context.db, workspaceId, id)
  if (json) await printJson(present(item))
  else await print(`${table([HEAD, row(item)])}\n${item.reason}\n\n${JSON.stringify(item.payload, null, 2)}\n`)
  return 0
}

async function replay(at: AtWork, { id, all, json }: Asked): Promise<number> {
  const { db } = at.context
  if (!all) await requireQuarantined(db, at.workspaceId, id)
  const results: { id: string; ok: boolean; reason: string | null }[] = []
  for (const one of all ? await allIds(at) : [id]) {
    const result = { id: one, ...(await replayQuarantined(at.context, { workspaceId: at.workspaceId, id: one })) }
    results.push(result)
    await print(json ? `${JSON.stringify(result)}\n` : result.ok ? `${one}: taken in.\n` : `${one}: stays. ${oneLine(result.reason ?? '')}\n`)
  }
  if (results.length === 0 && !json) await print('Nothing waits in quarantine.\n')
  return results.every((result) => result.ok) ? 0 : 1
}

async function discard({ context, workspaceId }: AtWork, { id, json }: Asked): Promise<number> {
  await requireQuarantined(context.db, workspaceId, id)
  await endQuarantine(context.db, { workspaceId, id })
  await print(json ? `${JSON.stringify({ id, discarded: true })}\n` : `${id}: discarded.\n`)
  return 0
}

const PAGE = 200

async function* waiting({ context, workspaceId }: AtWork): AsyncGenerator<Quarantined[]> {
  let after: string | undefined
  do {
    const page = await listQuarantine(context.db, workspaceId, { limit: PAGE, after })
    if (page.items.length > 0) yield page.items
    after = page.next ?? undefined
  } while (after !== undefined)
}

/** Oldest first: what came later may stand on it. */
async function allIds(at: AtWork): Promise<string[]> {
  const ids: string[] = []
  for await (const items of waiting(at)) ids.push(...items.map((item) => item.id))
  return ids.toReversed()
}

function present({ at, ...item }: Quarantined): object {
  return { ...item, at: at.toString() }
}

function row({ id, network, stage, at, tries, reason }: Quarantined): string[] {
  return [id, network, stage, at.toString({ smallestUnit: 'second' }), String(tries), oneLine(reason)]
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 120 ? `${line.slice(0, 119)}…` : line
}
