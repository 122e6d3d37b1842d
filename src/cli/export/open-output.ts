import { open, rename, rm } from 'node:fs/promises'
import { PlazaError } from '../../domain/plaza-error.ts'
import { print } from '../print.ts'

export interface Output {
  write(text: string): Promise<void>
  /** It is whole: it takes its name. */
  keep(): Promise<void>
  /** What was not kept is gone. */
  close(): Promise<void>
}

/** A file that appears when it is whole, readable by its owner alone; without a path, standard output. Throws `file`. */
export async function openOutput(path: string | undefined): Promise<Output> {
  if (path === undefined) return { write: print, keep: async () => {}, close: async () => {} }
  const unfinished = `${path}.unfinished`
  const file = await open(unfinished, 'w', 0o600).catch((cause: unknown) => {
    throw new PlazaError('unavailable', 'file', `Can’t write to ${path}; name a file in a folder that you may write to.`, cause)
  })
  return {
    write: async (text) => void (await file.appendFile(text)),
    async keep() {
      await file.sync()
      await rename(unfinished, path)
    },
    async close() {
      await file.close()
      await rm(unfinished, { force: true })
    },
  }
}
