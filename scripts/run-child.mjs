import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** How often we look whether npm, which started us, still lives. */
const LOOK_MS = 500

let child = null
let asked = null
// A terminal's Ctrl+C reaches the child too; one more word to end does it no harm, and one sent to us alone must not get lost.
const end = (signal) => {
  asked = signal
  child?.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
// npm can be killed without a word to us.
const parent = process.ppid
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid === parent || end('SIGHUP'), LOOK_MS).unref()

/** Runs a program to its end; answers its exit code; above 128 when a signal cut it short. */
export function runChild(command, args, how) {
  if (asked) return Promise.resolve(cutShort(asked))
  child = spawn(command, args, how)
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`plaza: ${command} can’t be run (${error.code}).\n`)
      resolve(127)
    })
    child.on('exit', (code, signal) => {
      child = null
      if (signal) resolve(cutShort(signal))
      else resolve(asked && code !== 0 ? cutShort(asked) : code)
    })
  })
}

function cutShort(signal) {
  return 128 + constants.signals[signal]
}
