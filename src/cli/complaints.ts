import { createReadStream } from 'node:fs'
import { PlazaError } from '../domain/plaza-error.ts'
import { checkProof } from '../pipeline/check-proof.ts'
import { PROOF_FORMATS, proveComplaints, type ProofFormat } from '../pipeline/prove-complaints.ts'
import type { Command } from './command.ts'
import { openOutput } from './export/open-output.ts'
import { inWorkspace, WORKSPACE_HELP, WORKSPACE_OPTIONS, type AtWork } from './in-workspace.ts'
import { print } from './print.ts'
import { readArgs, usage } from './read-args.ts'

export const complaints: Command = {
  help: `plaza complaints export [FILE] [--format ${PROOF_FORMATS.join('|')}]
plaza complaints check FILE

export writes a line for each formal complaint to FILE, or to standard output: its code, when it came, by when it had to be answered and by which
holidays and which reading of the law, in which language, whether a person was asked for, and when it was answered. Each line ends in the hash of
itself and all before it, and the last line is signed: a later change shows. It holds no names and no words of customers.

check says whether a file is as it was written, and by which key it was signed; it reads the evidence against a look-alike too. It needs no database,
so that whoever is given a file can do it.

${WORKSPACE_HELP}
  --format ${PROOF_FORMATS.join('|')}           JSON lines (the default) or comma-separated values

Exit code: 0 done, or the file is whole; 1 it is not, or could not be written; 2 the command was not understood.
`,
  async run([verb, ...args]) {
    const act = verb === undefined ? undefined : ACTS[verb]
    if (!act) throw usage('complaints', `Say what to do: ${Object.keys(ACTS).join(' or ')}.`)
    return act(args)
  },
}

const ACTS: Record<string, (args: string[]) => Promise<number>> = { export: write, check }

async function write(args: string[]): Promise<number> {
  const { values, positionals } = readArgs('complaints', args, { ...WORKSPACE_OPTIONS, format: { type: 'string' } })
  if (positionals.length > 1) throw usage('complaints', 'Name one file at most.')
  const format = readFormat(values.format ?? 'jsonl')
  await inWorkspace('complaints', values, (at) => writeTo(at, positionals[0], format))
  return 0
}

async function writeTo({ context, workspaceId }: AtWork, path: string | undefined, format: ProofFormat): Promise<void> {
  const output = await openOutput(path)
  try {
    for await (const lines of proveComplaints(context, workspaceId, format)) await output.write(lines)
    await output.keep()
  } finally {
    await output.close()
  }
}

async function check(args: string[]): Promise<number> {
  const { positionals } = readArgs('complaints', args, {})
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw usage('complaints', 'Name one file.')
  const found = await checkProof(linesOf(path))
  if ('code' in found) {
    await print(`Not as it was written: ${found.code}${'line' in found ? `, line ${found.line}` : ''}.\n`)
    return 1
  }
  await print(`As it was written: ${found.lines.toLocaleString('en')} lines about ${found.about}, signed by the key ${found.publicKey}.\n`)
  return 0
}

/** A break of another kind, such as U+2028, stands in words that are quoted; a carriage return is what a mailer makes of a line's end. */
const LINE_END = /\r?\n/

async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = ''
  try {
    for await (const part of createReadStream(path, 'utf8')) {
      const lines = `${rest}${part}`.split(LINE_END)
      rest = lines.pop()!
      yield* lines
    }
    if (rest !== '') yield rest
  } catch (cause) {
    throw new PlazaError('unavailable', 'file', `Can’t read ${path}.`, cause)
  }
}

function readFormat(written: string): ProofFormat {
  const format = PROOF_FORMATS.find((format) => format === written)
  if (!format) throw usage('complaints', `--format is ${PROOF_FORMATS.join(' or ')}, not “${written}”.`)
  return format
}
