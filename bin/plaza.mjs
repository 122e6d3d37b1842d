#!/usr/bin/env node
// Runs on whatever Node the machine has (20 or later): brings what Plaza needs, then hands over to Plaza on its own Node.
import { join } from 'node:path'
import { prepare, root, runOnOwnNode } from '../scripts/prepare.mjs'

// V8 lets its nursery grow to 64 MB by itself; what we take in lives short, and half of the memory goes. With 4 the road in costs a tenth more.
const SMALL_NURSERY = '--max-semi-space-size=8'

const args = process.argv.slice(2)
await prepare({ web: args[0] === 'serve' && !args.includes('--help') })
// Files that a command names are meant from where it was typed.
process.exitCode = await runOnOwnNode([SMALL_NURSERY, join(root, 'src', 'main.ts'), ...args], { cwd: process.cwd() })
