import { parentPort, workerData } from 'node:worker_threads'
import { loadWeights } from '../weights.ts'
import { relearn } from './relearn.ts'
import type { Lesson } from './relearn-apart.ts'

const { corrections, reminders } = workerData as Lesson
parentPort!.postMessage(relearn(await loadWeights(), corrections, reminders), [])
