// A child of the crash-out tests: the real worker and the real listeners, which die at a named place after so many times there.
import { readConfig } from '../../src/config.ts'
import { openContext } from '../../src/context.ts'

const [place = '', times = '1', settleSeconds = '1'] = process.argv.slice(2)
let left = Number(times)
const context = await openContext(readConfig(), () => {}, {
  settleSeconds: Number(settleSeconds),
  checkpoint: (at) => {
    if (at === place && --left <= 0) process.kill(process.pid, 'SIGKILL')
  },
})
process.once('SIGTERM', () => void context.close().then(() => process.exit(0)))
await context.work()
process.stdout.write('working\n')
