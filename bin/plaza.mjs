#!/usr/bin/env node
// Runs on whatever Node the machine has (20 or later): brings what Plaza needs, then hands over to Plaza on its own Node.
import { join } from 'node:path'
import { FLAGS } from '../scripts/flags.mjs'
import { prepare, root, runOnOwnNode } from '../scripts/prepare.mjs'

const args = process.argv.slice(2)
await prepare({ web: args[0] === 'serve' && !args.includes('--help') })
// Files that a command names are meant from where it was typed.
process.exitCode = await runOnOwnNode([...FLAGS, join(root, 'src', 'main.ts'), ...args], { cwd: process.cwd() })
