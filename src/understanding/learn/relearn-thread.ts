import { parentPort, workerData } from 'node:worker_threads'
import { loadWeights } from '../weights.ts'
import { relearn, type Correction } from './relearn.ts'

parentPort!.postMessage(relearn(await loadWeights(), workerData as Correction[]), [])
