import { ManualRefused } from '../../pipeline/manual-refused.ts'
import { publishManual } from '../../pipeline/publish-manual.ts'
import { inWorkspace, WORKSPACE_OPTIONS } from '../in-workspace.ts'
import { print, printJson } from '../print.ts'
import { readArgs } from '../read-args.ts'
import { tell } from './finding-words.ts'
import { openMeasure } from './measure.ts'
import { readManualFile } from './read-manual-file.ts'

/** `plaza manual publish FILE`: puts a manual in force, or says by line why not. Answers the exit code. */
export async function publish(args: string[]): Promise<number> {
  const { values, positionals } = readArgs('manual', args, { ...WORKSPACE_OPTIONS, note: { type: 'string' }, json: { type: 'boolean' } })
  const { file, text, findings } = await readManualFile(positionals)
  const measure = await openMeasure()
  try {
    if (findings.length > 0) throw new ManualRefused(findings)
    const number = await inWorkspace('manual', values, ({ context, workspaceId }) =>
      publishManual(context.db, measure, { workspaceId, memberId: null, text, note: values.note ?? null }),
    )
    await (values.json ? printJson({ number }) : print(`Version ${number} is in force.\n`))
    return 0
  } catch (error) {
    if (!(error instanceof ManualRefused)) throw error
    await (values.json
      ? printJson({ number: null, findings: error.findings })
      : print(`${error.findings.map((one) => tell(file, one)).join('')}Not published.\n`))
    return 1
  }
}
