import { readConfig } from '../config.ts'
import { openContext, type Context } from '../context.ts'
import { whichWorkspace, type WhichWorkspace } from '../storage/which-workspace.ts'
import { say } from './progress.ts'
import { usage } from './read-args.ts'

/** The options that every command on a workspace takes; `WORKSPACE_HELP` tells of them. */
export const WORKSPACE_OPTIONS = { workspace: { type: 'string' }, data: { type: 'string' } } as const

export const WORKSPACE_HELP = `  --workspace real|rehearsal   which one; real is the default, and the two never mix
  --data FOLDER                the data folder, instead of PLAZA_DATA (./data)`

export interface AtWork {
  context: Context
  workspaceId: string
}

/** Opens Plaza without its listeners and jobs, beside a server that may be running, and closes it again. */
export async function inWorkspace<T>(
  command: string,
  values: { workspace?: string | undefined; data?: string | undefined },
  act: (at: AtWork) => Promise<T>,
): Promise<T> {
  const which = readWhich(command, values.workspace ?? 'real')
  const context = await openContext(readConfig({ PLAZA_DATA: values.data }), say)
  try {
    return await act({ context, workspaceId: await whichWorkspace(context.db, which) })
  } finally {
    await context.close()
  }
}

function readWhich(command: string, text: string): WhichWorkspace {
  if (text !== 'real' && text !== 'rehearsal') throw usage(command, `--workspace is real or rehearsal, not “${text}”.`)
  return text
}
