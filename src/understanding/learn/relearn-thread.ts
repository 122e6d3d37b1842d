import { parentPort, workerData } from 'node:worker_threads'
import { loadWeights } from '../weights.ts'
import { relearn, type Lesson } from './relearn.ts'

parentPort!.postMessage(relearn(await loadWeights(), workerData as Lesson), [])
