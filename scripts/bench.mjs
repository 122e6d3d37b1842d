// `npm run bench NAME [options]`: measures one thing on this machine; `npm run bench` lists what there is.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, root, runOnOwnNode } from './prepare.mjs'

const [name, ...rest] = process.argv.slice(2)
const file = name && join(root, 'bench', `${name}.ts`)
if (!file || !existsSync(file)) {
  const names = readdirSync(join(root, 'bench'))
    .filter((entry) => entry.endsWith('.ts'))
    .map((entry) => entry.slice(0, -3))
  process.stderr.write(`npm run bench NAME [-- --write], where NAME is one of: ${names.join(', ')}\n`)
  process.exit(name ? 2 : 0)
}
await prepare({ web: true })
process.exitCode = await runOnOwnNode(['--expose-gc', file, ...rest])
