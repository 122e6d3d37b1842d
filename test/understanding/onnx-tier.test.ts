import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openOnnxTier, type OnnxRuntime } from '../../src/understanding/onnx-tier.ts'
import { openUnderstanding } from '../../src/understanding/open-understanding.ts'
import { encode, readVocabulary } from '../../src/understanding/word-pieces.ts'

const VOCABULARY = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'nadie', 'respond', '##e', '!', 'ya'].join('\n')

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-onnx-'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

const whole = {
  'vocab.txt': VOCABULARY,
  'model.onnx': '',
  'plaza.json': JSON.stringify({ name: 'tiny', licence: 'MIT', uncased: true, outputs: { logits: { verdict: 'urgency', values: [0, 1, 2, 3] } } }),
}

/** The runtime itself is not installed here: this says what it was fed, as logits that depend on it. */
function standIn(): { runtime: OnnxRuntime; fed: Record<string, { data: BigInt64Array; shape: number[] }>[] } {
  const fed: Record<string, { data: BigInt64Array; shape: number[] }>[] = []
  class Tensor {
    readonly data: BigInt64Array
    readonly shape: number[]
    constructor(_: 'int64', data: BigInt64Array, shape: number[]) {
      this.data = data
      this.shape = shape
    }
  }
  const run = async (feeds: Record<string, unknown>) => {
    fed.push(feeds as (typeof fed)[0])
    return { logits: { data: [0.1, 0.2, 3.5, -1] } }
  }
  return { runtime: { Tensor, InferenceSession: { create: async () => ({ inputNames: ['input_ids', 'attention_mask'], run }) } }, fed }
}

test('words are cut into the longest known pieces', () => {
  const pieces = readVocabulary(VOCABULARY, true)
  assert.deepEqual(encode('¡NADIE responde!', pieces, 64), [2, 1, 4, 5, 6, 7, 3])
  assert.deepEqual(encode('ya '.repeat(500), pieces, 8), [2, 8, 8, 8, 8, 8, 8, 3])
})

test('what the model says is a suggestion with its name and licence', async () => {
  const { runtime, fed } = standIn()
  const tier = await openOnnxTier(folderWith(whole), async () => runtime)
  const { read } = await openUnderstanding()
  const answer = await tier.suggest({ text: 'Nadie responde', language: 'es', meaning: read('Nadie responde') })
  assert.deepEqual(answer, { suggestion: { by: 'onnx tiny (MIT)', verdicts: { urgency: 2 } } })
  assert.deepEqual([...fed[0]!.input_ids!.data], [2n, 4n, 5n, 6n, 3n])
  assert.deepEqual([...fed[0]!.attention_mask!.data], [1n, 1n, 1n, 1n, 1n])
  assert.deepEqual(fed[0]!.input_ids!.shape, [1, 5])
})

test('a folder that is not what it must be is refused by its reason', async () => {
  const { runtime } = standIn()
  const open = (files: Record<string, string>) => openOnnxTier(folderWith(files), async () => runtime)
  await assert.rejects(open({}), { code: 'onnx-folder' })
  await assert.rejects(open({ ...whole, 'plaza.json': '{' }), { code: 'onnx-folder' })
  await assert.rejects(open({ ...whole, 'plaza.json': '{"name":"x","outputs":{}}' }), { code: 'onnx-folder' })
})

test('without the runtime the error says what to install', async () => {
  await assert.rejects(openOnnxTier(folderWith(whole)), { code: 'onnx-runtime-missing' })
})
