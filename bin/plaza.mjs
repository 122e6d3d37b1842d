#!/usr/bin/env node
// Runs on whatever Node the machine has (20 or later): brings what Plaza needs, then hands over to Plaza on its own Node.
import { prepare, runOnOwnNode } from '../scripts/prepare.mjs'

const [command = 'serve', ...rest] = process.argv.slice(2)
await prepare({ web: command === 'serve' })
process.exitCode = await runOnOwnNode(['src/main.ts', command, ...rest])
