import { email } from '../../../src/networks/email/index.ts'
import { NetworkFailure } from '../../../src/networks/network.ts'
import { openLog } from '../../../src/platform/log.ts'

// Says as whom the fields of its argument connect, or why they do not. Every host lies on this machine.
const reach = { egress: { fetch, resolve: async () => '127.0.0.1' }, log: openLog('silent'), signal: new AbortController().signal }
const fields = JSON.parse(process.argv[2] ?? '{}') as Record<string, string>
try {
  process.stdout.write((await email.connect(fields, reach)).nativeId)
} catch (error) {
  process.stdout.write(error instanceof NetworkFailure ? error.next.code : String(error))
}
