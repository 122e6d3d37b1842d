import { readConfig, type Config } from '../config.ts'
import { openContext } from '../context.ts'
import { restWhenQuiet } from '../platform/rest.ts'
import { hasWorkspace } from '../storage/workspaces.ts'
import type { Command } from './command.ts'
import { say } from './progress.ts'
import { readArgs, usage } from './read-args.ts'
import { refuseTakenPort } from './serve/refuse-taken-port.ts'
import { untilAskedToStop } from './serve/until-asked-to-stop.ts'

export const serve: Command = {
  help: `plaza serve [--port N] [--host ADDRESS] [--data FOLDER]

Starts everything and serves until Ctrl+C. Settings come from the environment; the options win over it.

  PLAZA_PORT           port to serve on (4680)
  PLAZA_HOST           address to bind (127.0.0.1); with any other the first run needs the code that is printed here
  PLAZA_BASE_URL       the address that people type
  PLAZA_DATA           folder of the database and keys (./data)
  PLAZA_DATABASE_URL   any PostgreSQL 15 or later, instead of the embedded one
  PLAZA_SECRET         64 hex digits that seal credentials (else kept in PLAZA_DATA)
  PLAZA_ALLOWED_HOSTS  hosts on private addresses that connectors may reach, by comma
  PLAZA_TRUSTED_PROXIES  addresses or networks, by comma, of proxies whose X-Forwarded-For is believed
  PLAZA_SMTP_URL       mail server for what Plaza itself writes, such as smtps://user:secret@mail.example.com?from=plaza@example.com
  PLAZA_READER_FOLDER  ONNX model that suggests what understanding is unsure of; docs/further-readers.md
  PLAZA_READER_URL     OpenAI-compatible address that does, with PLAZA_READER_MODEL, _KEY, _DAILY and _SECONDS
  PLAZA_UNDO_SECONDS   how long a reply can be taken back (5)
  PLAZA_LOG_LEVEL      silent, error, warn, info, debug (warn)
`,
  async run(args) {
    const { values, positionals } = readArgs('serve', args, { port: { type: 'string' }, host: { type: 'string' }, data: { type: 'string' } })
    if (positionals.length > 0) throw usage('serve', `“${positionals[0]}” is one word too many.`)
    await serveUntilAsked(readConfig({ PLAZA_PORT: values.port, PLAZA_HOST: values.host, PLAZA_DATA: values.data }))
    return 0
  },
}

async function serveUntilAsked(config: Config): Promise<void> {
  const started = performance.now()
  const asked = untilAskedToStop()
  await refuseTakenPort(config)
  // The screens' half of the program is read while the database comes up.
  const [context, { openPlazaServer }] = await Promise.all([openContext(config, say), import('../open-server.ts')])
  try {
    const server = await openPlazaServer(context)
    // Listeners and jobs end before the screens, and the rehearsal's networks with them.
    context.onClose(() => server.close())
    const stopResting = restWhenQuiet()
    context.onClose(async () => stopResting())
    await context.work()
    const bound = await server.listen()
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const address = config.port === 0 ? bound : config.baseUrl
    say(`ready at ${address} after ${seconds} s. Ctrl+C stops it.`)
    if (server.firstRunCode !== null && !(await hasWorkspace(context.db)))
      say(`nobody owns this Plaza yet; whoever opens this can: ${address}/first-run?code=${server.firstRunCode}`)
    await asked
    say('stopping: letting running work end …')
  } finally {
    await context.close()
  }
  say('stopped.')
}
