import { readFile } from 'node:fs/promises'
import { PlazaError } from '../../domain/plaza-error.ts'
import { usage } from '../read-args.ts'

/** The one file that a command names, and its text. Throws `usage`. */
export async function readManualFile([file, ...more]: readonly string[]): Promise<{ file: string; text: string }> {
  if (file === undefined || more.length > 0) throw usage('manual', 'Name one file.')
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new PlazaError('invalid', 'usage', `There is no file ${file} that can be read.`, cause)
  })
  return { file, text }
}
