import { parseArgs, type ParseArgsConfig } from 'node:util'
import { PlazaError } from '../domain/plaza-error.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** Reads a command's words and options. Throws `usage` with a sentence that names what is off. */
export function readArgs<O extends Options>(command: string, args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    // Node's first sentence says what is off; the second is about something else.
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw usage(command, `${sentence}.`)
  }
}

/** What is off with the words of a command, in one sentence. Exit code 2. */
export function usage(command: string, sentence: string): PlazaError {
  return new PlazaError('invalid', 'usage', `${sentence} See: plaza ${command} --help`)
}
