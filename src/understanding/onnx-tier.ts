import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { VERDICTS, type Suggestion } from '../domain/meaning.ts'
import { PlazaError } from '../domain/plaza-error.ts'
import type { Tier } from './tier.ts'
import { encode, readVocabulary, type WordPieces } from './word-pieces.ts'

/** `plaza.json` in the operator's folder, beside `model.onnx` and `vocab.txt`. */
interface Folder {
  name: string
  /** Shown with every suggestion: under which licence the weights are. */
  licence: string
  uncased: boolean
  /** By output of the model (logits, one row): the verdict, and the value that each column stands for. */
  outputs: Record<string, { verdict: keyof Suggestion['verdicts']; values: (string | number | boolean)[] }>
}

/** The part of onnxruntime-node that is used. */
export interface OnnxRuntime {
  InferenceSession: { create(path: string): Promise<OnnxSession> }
  Tensor: new (type: 'int64', data: BigInt64Array, shape: number[]) => unknown
}

interface OnnxSession {
  inputNames: readonly string[]
  run(feeds: Record<string, unknown>): Promise<Record<string, { data: ArrayLike<number> }>>
}

const MOST_PIECES = 256

/**
 * A classifier of the operator's own, run in process. Throws `onnx-runtime-missing` where onnxruntime-node is not installed (it is no
 * dependency of Plaza: 46 MB and more), and `onnx-folder` when the folder is not what it must be.
 */
export async function openOnnxTier(folder: string, loadRuntime: () => Promise<OnnxRuntime> = loadInstalled): Promise<Tier> {
  const [runtime, described, vocabulary] = await Promise.all([loadRuntime(), describe(folder), readText(folder, 'vocab.txt')])
  const pieces = readVocabulary(vocabulary, described.uncased)
  const session = await runtime.InferenceSession.create(join(folder, 'model.onnx')).catch((error: unknown) => {
    throw unusable('model.onnx can not be loaded', error)
  })
  const by = `onnx ${described.name} (${described.licence})`
  return {
    name: by,
    async suggest({ text }) {
      try {
        const outputs = await session.run(feedsOf(text, pieces, session, runtime))
        return { suggestion: { by, verdicts: readOutputs(outputs, described.outputs) } }
      } catch {
        return { silence: 'failed' }
      }
    },
  }
}

async function loadInstalled(): Promise<OnnxRuntime> {
  // Not written as a plain import: nothing should look for a package that most installations lack.
  const name: string = 'onnxruntime-node'
  try {
    return (await import(name)) as OnnxRuntime
  } catch (error) {
    throw new PlazaError('unavailable', 'onnx-runtime-missing', 'onnxruntime-node is not installed: npm install onnxruntime-node.', error)
  }
}

async function describe(folder: string): Promise<Folder> {
  const source = await readText(folder, 'plaza.json')
  try {
    const { name, licence, uncased, outputs } = JSON.parse(source) as Folder
    const sound =
      typeof name === 'string' &&
      typeof licence === 'string' &&
      Object.values(outputs).every(({ verdict, values }) => VERDICTS.includes(verdict) && values.length > 1)
    if (sound) return { name, licence, uncased: uncased === true, outputs }
  } catch (error) {
    throw unusable('plaza.json can not be read', error)
  }
  throw unusable('plaza.json lacks name, licence or outputs')
}

function readText(folder: string, file: string): Promise<string> {
  return readFile(join(folder, file), 'utf8').catch((error: unknown) => {
    throw unusable(`${file} is missing`, error)
  })
}

function unusable(what: string, cause?: unknown): PlazaError {
  return new PlazaError('invalid', 'onnx-folder', `The folder of the ONNX model: ${what}.`, cause)
}

function feedsOf(text: string, pieces: WordPieces, { inputNames }: OnnxSession, { Tensor }: OnnxRuntime): Record<string, unknown> {
  const ids = encode(text, pieces, MOST_PIECES)
  const fill: Record<string, (id: number) => bigint> = { input_ids: BigInt, attention_mask: () => 1n, token_type_ids: () => 0n }
  return Object.fromEntries(inputNames.map((name) => [name, new Tensor('int64', BigInt64Array.from(ids, fill[name] ?? (() => 0n)), [1, ids.length])]))
}

function readOutputs(outputs: Record<string, { data: ArrayLike<number> }>, described: Folder['outputs']): Suggestion['verdicts'] {
  return Object.fromEntries(
    Object.entries(described).flatMap(([name, { verdict, values }]) => {
      const logits = Array.from(outputs[name]?.data ?? []).slice(0, values.length)
      return logits.length === values.length ? [[verdict, values[logits.indexOf(Math.max(...logits))]]] : []
    }),
  )
}
