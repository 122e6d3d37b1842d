// Loaded before a measured program (`node --import`): its last words, on the descriptor 3, are the most memory it had, in KiB.
import { writeSync } from 'node:fs'

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)))
