import { parseArgs, type ParseArgsConfig } from 'node:util'
import { PlazaError } from '../domain/plaza-error.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** Reads a command's words and options. Throws `usage` with a sentence that names what is off. */
export function readArgs<O extends Options>(command: string, args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new PlazaError('invalid', 'usage', `${error instanceof Error ? error.message : String(error)} See: plaza ${command} --help`)
  }
}
