import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { ConnectionGuide } from '../../networks/network.ts'

export type GuideField = ConnectionGuide['fields'][number]

export interface Asker {
  /** Asks until there is an answer, or an empty one is allowed. A secret is not echoed. Null when the person leaves (Ctrl+C, Ctrl+D). */
  ask(prompt: string, field: Pick<GuideField, 'secret' | 'optional' | 'initial'>): Promise<string | null>
  close(): void
}

/** A person at a terminal; questions go to standard error, so that standard output stays the command's own. */
export function openAsker(input: NodeJS.ReadStream = process.stdin, output: NodeJS.WritableStream = process.stderr): Asker {
  let quiet = false
  const through = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!quiet) output.write(chunk)
      done()
    },
  })
  const lines = createInterface({ input, output: through, terminal: true })
  const left = new Promise<null>((resolve) => lines.once('close', () => resolve(null)))
  lines.on('SIGINT', () => lines.close())
  return {
    async ask(prompt, { secret, optional, initial }) {
      for (;;) {
        // The prompt is written before `question` returns; what is typed, afterwards.
        const answering = lines.question(prompt)
        quiet = secret
        const answer = await Promise.race([answering, left])
        quiet = false
        if (secret || answer === null) output.write('\n')
        if (answer === null) return null
        const given = answer.trim() || initial || ''
        if (given !== '' || optional) return given
      }
    },
    close: () => lines.close(),
  }
}
