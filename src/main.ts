import { COMMANDS } from './cli/commands.ts'
import { PlazaError } from './domain/plaza-error.ts'
import { overview } from './cli/help.ts'

const [name = 'help', ...args] = process.argv.slice(2)

try {
  process.exitCode = await run()
} catch (error) {
  process.stderr.write(
    error instanceof PlazaError
      ? `plaza: ${error.message}\n`
      : `plaza: something went wrong that should not have.\n${error instanceof Error ? error.stack : String(error)}\n`,
  )
  process.exitCode = error instanceof PlazaError && error.code === 'usage' ? 2 : 1
}
// Whatever a library still holds open must not keep a finished command alive.
process.exit()

async function run(): Promise<number> {
  const listed = COMMANDS.find((candidate) => candidate.name === name)
  if (!listed) {
    const asked = ['help', '--help', '-h'].includes(name)
    if (!asked) process.stderr.write(`plaza: There is no command “${name}”.\n\n`)
    ;(asked ? process.stdout : process.stderr).write(overview(COMMANDS))
    return asked ? 0 : 2
  }
  const command = await listed.load()
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(command.help)
    return 0
  }
  return command.run(args)
}
