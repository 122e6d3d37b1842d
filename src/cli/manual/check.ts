import { readFile } from 'node:fs/promises'
import { PlazaError } from '../../domain/plaza-error.ts'
import { checkManual } from '../../manual/check-manual.ts'
import type { Finding } from '../../manual/finding.ts'
import { parseManual } from '../../manual/parse-manual.ts'
import { print, printJson } from '../print.ts'
import { readArgs, usage } from '../read-args.ts'
import { wordsOf } from './finding-words.ts'
import { openMeasure } from './measure.ts'

/** `plaza manual check FILE`: everything that is wrong with a manual, on its line. Answers the exit code. */
export async function check(args: string[]): Promise<number> {
  const { values, positionals } = readArgs('manual', args, { json: { type: 'boolean' } })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw usage('manual', 'Name one file.')
  const findings = await findingsIn(await read(file))
  const errors = findings.filter(({ severity }) => severity === 'error').length
  if (values.json) await printJson(findings.map((finding) => ({ ...finding, ...wordsOf(finding) })))
  else await print(`${findings.map((finding) => tell(file, finding)).join('')}${sum(file, errors, findings.length - errors)}\n`)
  return errors > 0 ? 1 : 0
}

async function findingsIn(text: string): Promise<Finding[]> {
  const { manual, findings } = parseManual(text)
  return manual ? checkManual(manual, await openMeasure()) : findings
}

async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new PlazaError('invalid', 'usage', `There is no file ${file} that can be read.`, cause)
  })
}

function tell(file: string, finding: Finding): string {
  const { says, todo } = wordsOf(finding)
  return `${file}:${finding.line}:${finding.column}: ${finding.severity}: ${says}\n    ${todo} [${finding.code}]\n`
}

function sum(file: string, errors: number, warnings: number): string {
  return errors + warnings === 0 ? `${file}: nothing to object to.` : `${file}: ${errors} errors, ${warnings} warnings.`
}
