import { schemaIn } from '../../manual/schema-in.ts'
import { TONGUES } from '../../manual/tongue/tongue.ts'
import { printJson } from '../print.ts'
import { readArgs, usage } from '../read-args.ts'

/** `plaza manual schema`: what an editor checks a manual by. Answers the exit code. */
export async function schema(args: string[]): Promise<number> {
  const { values, positionals } = readArgs('manual', args, { language: { type: 'string', default: 'en' } })
  const tongue = TONGUES.find((one) => one === values.language)
  if (positionals.length > 0) throw usage('manual', `“${positionals[0]}” is one word too many.`)
  if (!tongue) throw usage('manual', `--language is one of ${TONGUES.join(', ')}.`)
  await printJson(schemaIn(tongue))
  return 0
}
