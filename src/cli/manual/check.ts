import { inOrder, isError } from '../../manual/finding.ts'
import { checkText } from '../../pipeline/check-text.ts'
import { print, printJson } from '../print.ts'
import { readArgs } from '../read-args.ts'
import { tell, wordsOf } from './finding-words.ts'
import { openMeasure } from './measure.ts'
import { readManualFile } from './read-manual-file.ts'

/** `plaza manual check FILE`: everything that is wrong with a manual, on its line. Answers the exit code. */
export async function check(args: string[]): Promise<number> {
  const { values, positionals } = readArgs('manual', args, { json: { type: 'boolean' } })
  const { file, text, findings: unread } = await readManualFile(positionals)
  const findings = inOrder([...unread, ...(await checkText(text, await openMeasure()))])
  const errors = findings.filter(isError).length
  if (values.json) await printJson(findings.map((finding) => ({ ...finding, ...wordsOf(finding) })))
  else await print(`${findings.map((finding) => tell(file, finding)).join('')}${sum(file, errors, findings.length - errors)}\n`)
  return errors > 0 ? 1 : 0
}

function sum(file: string, errors: number, warnings: number): string {
  return errors + warnings === 0 ? `${file}: nothing to object to.` : `${file}: ${errors} errors, ${warnings} warnings.`
}
