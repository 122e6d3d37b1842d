import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Correction, Relearned, Reminder } from './relearn.ts'

/** What the thread is given. */
export interface Lesson {
  corrections: readonly Correction[]
  reminders: readonly Reminder[]
}

/** Relearns from corrections in a thread of its own: seconds of work that nobody else should wait for. Rejects when the thread broke. */
export async function relearnApart(corrections: readonly Correction[], reminders: readonly Reminder[]): Promise<Relearned> {
  const worker = new Worker(new URL('relearn-thread.ts', import.meta.url), { workerData: { corrections, reminders } satisfies Lesson })
  try {
    const [relearned] = (await once(worker, 'message')) as [Relearned]
    return relearned
  } finally {
    await worker.terminate()
  }
}
