import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'

const FOLDER = mkdtempSync(join(tmpdir(), 'plaza-understand-'))

function start(args: string[] = []) {
  return spawn(process.execPath, ['src/main.ts', 'understand', ...args], {
    cwd: new URL('../..', import.meta.url),
    env: { PATH: process.env.PATH, PLAZA_DATA: join(FOLDER, 'data') },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

interface Answer {
  language?: string
  urgency?: number
  churn?: number
  probability?: Record<string, number>
  entities?: { kind: string; value: string }[]
  error?: { code: string; message: string }
}

async function run(input: string): Promise<{ answers: Answer[]; code: number }> {
  const child = start()
  child.stdin.end(input)
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
  const lines = out.split('\n').filter((line) => line !== '')
  return { answers: lines.map((line) => JSON.parse(line) as Answer), code: code as number }
}

test('each line is answered when it comes, before the next one is written', async () => {
  const child = start()
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  for (const [line, language] of [
    ['¿Dónde está mi pedido 88213450? Nadie responde', 'es'],
    [JSON.stringify({ text: 'ok 👍', lang: 'pt-BR' }), 'pt'],
    ['Il mio pacco non è ancora arrivato e nessuno risponde', 'it'],
  ] as const) {
    child.stdin.write(`${line}\n`)
    const { value } = await answers.next()
    assert.equal((JSON.parse(value as string) as Answer).language, language)
  }
  child.stdin.end()
  assert.deepEqual(await once(child, 'close'), [0, null])
})

test('an answer has the columns of the authored data, a probability for each, and no database was started', async () => {
  const { answers, code } = await run('Cancelo mi cuenta y me paso a la competencia, me deben 30 €\n')
  assert.equal(code, 0)
  const [answer] = answers as [Answer]
  const judged = ['language', 'type', 'urgency', 'tone', 'target', 'churn', 'ultimatum', 'offlimits', 'sarcasm']
  assert.deepEqual(Object.keys(answer), [...judged, 'probability', 'unsure', 'entities', 'evidence'])
  assert.deepEqual(Object.keys(answer.probability!).sort(), judged.toSorted())
  assert.equal(answer.churn, 1)
  assert.deepEqual(answer.entities, [{ kind: 'amount', value: '30 EUR', start: 55, end: 59 }])
  assert.ok(!existsSync(join(FOLDER, 'data')) || readdirSync(join(FOLDER, 'data')).length === 0)
})

test('a bad line gets its error in its place, and the rest goes on', async () => {
  const { answers, code } = await run('hola\n\n{"text":\n{"text": 5}\n{"lang": "es"}\n{"text": " "}\n[1]\r\nadiós')
  assert.deepEqual(
    answers.map(({ error }) => error?.code ?? 'read'),
    ['read', 'empty-line', 'bad-json', 'bad-post', 'bad-post', 'empty-line', 'read', 'read'],
  )
  assert.equal(code, 1)
})

test('many lines keep their order, though nobody reads for a while', async () => {
  const child = start()
  const count = 6_000
  child.stdin.end(Array.from({ length: count }, (_, at) => `pedido ${100_000 + at} no llegó`).join('\n'))
  await once(child.stdout, 'readable')
  const out = await text(child.stdout)
  const numbers = out
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as Answer).entities![0]!.value)
  assert.deepEqual(
    numbers,
    Array.from({ length: count }, (_, at) => String(100_000 + at)),
  )
})

test('the command explains itself', async () => {
  const child = start(['--help'])
  const [out] = await Promise.all([text(child.stdout), once(child, 'close')])
  assert.match(out, /^plaza understand < FILE\n/)
  const wrong = start(['file.txt'])
  const [said, [code]] = await Promise.all([text(wrong.stderr), once(wrong, 'close')])
  assert.match(said, /takes no file/)
  assert.equal(code, 2)
})
