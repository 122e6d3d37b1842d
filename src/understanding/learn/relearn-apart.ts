import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Lesson, Relearned } from './relearn.ts'

/** Relearns from corrections in a thread of its own: seconds of work that nobody else should wait for. Rejects when the thread broke. */
export async function relearnApart(lesson: Lesson): Promise<Relearned> {
  const worker = new Worker(new URL('relearn-thread.ts', import.meta.url), { workerData: lesson })
  try {
    const [relearned] = (await once(worker, 'message')) as [Relearned]
    return relearned
  } finally {
    await worker.terminate()
  }
}
