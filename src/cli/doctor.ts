import { readConfig, type Config } from '../config.ts'
import { openContext, type Context } from '../context.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import { describeWorkspace } from '../storage/which-workspace.ts'
import type { Command } from './command.ts'
import { checkAccounts } from './doctor/accounts.ts'
import { broken, look, render, type Check } from './doctor/check.ts'
import { checkDatabase, checkZone } from './doctor/database.ts'
import { checkMachine, hasDatabase } from './doctor/machine.ts'
import { checkServer, checkWork } from './doctor/work.ts'
import { print, printJson } from './print.ts'
import { say } from './progress.ts'
import { readArgs, usage } from './read-args.ts'

export const doctor: Command = {
  help: `plaza doctor [--live] [--json] [--data FOLDER]

Looks at the runtime, the data folder and its disk, the database, the clocks, the accounts, the jobs, the quarantine and what waits to be
sent. For everything that is not fine it says what to do. Plaza may be running meanwhile: nothing is disturbed.

  --live         ask each connected account's network now
  --json         the checks as one JSON object
  --data FOLDER  the data folder, instead of PLAZA_DATA (./data)

Exit code: 0 Plaza can work; 1 something is broken; 2 the command was not understood.
`,
  async run(args) {
    const { values, positionals } = readArgs('doctor', args, { live: { type: 'boolean' }, json: { type: 'boolean' }, data: { type: 'string' } })
    if (positionals.length > 0) throw usage('doctor', `“${positionals[0]}” is one word too many.`)
    const checks = await examine(readConfig({ PLAZA_DATA: values.data }), values.live === true)
    const ok = checks.every((check) => check.state !== 'broken')
    await (values.json ? printJson({ ok, checks }) : print(render(checks)))
    return ok ? 0 : 1
  },
}

/** From the ground up: what lies above a broken floor is not looked at. */
async function examine(config: Config, live: boolean): Promise<Check[]> {
  const machine = await checkMachine(config)
  if (machine.some((check) => check.state === 'broken')) return machine
  if (!hasDatabase(config)) return [...machine, look('database', 'there is none yet', 'Start Plaza, and it makes one: plaza serve (or npm start).')]
  try {
    return [...machine, ...(await withContext(config, (context) => examineHouse(context, live)))]
  } catch (error) {
    if (!(error instanceof PlazaError)) throw error
    return [...machine, broken('database', 'Plaza can’t work with it', error.message)]
  }
}

async function withContext<T>(config: Config, look: (context: Context) => Promise<T>): Promise<T> {
  const context = await openContext(config, say)
  try {
    return await look(context)
  } finally {
    await context.close()
  }
}

async function examineHouse(context: Context, live: boolean): Promise<Check[]> {
  const database = await checkDatabase(context)
  const { running, checks: server } = await checkServer(context)
  const workspace = await describeWorkspace(context.db, 'real')
  if (!workspace)
    return [...database, ...server, look('workspace', 'nobody owns this Plaza yet', `Open ${context.config.baseUrl} while Plaza runs, and create the owner.`)]
  const zone = await checkZone(context, workspace.timeZone)
  const accounts = await checkAccounts(context, { workspaceId: workspace.id, running, live })
  return [...database, zone, ...server, ...accounts, ...(await checkWork(context, workspace.id))]
}
