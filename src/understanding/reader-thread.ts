import { parentPort } from 'node:worker_threads'
import type { BrandWords } from './brand-words.ts'
import type { Answer, Answered, Asked } from './open-reader.ts'
import { openUnderstanding } from './open-understanding.ts'

const understanding = await openUnderstanding()
const brands = new Map<number, BrandWords>()

parentPort!.on('message', ({ id, words, brand: number, brandWords }: Asked) => {
  if (number !== null && brandWords) brands.set(number, brandWords)
  const brand = number === null ? undefined : brands.get(number)
  const answers = words.map(({ text, language }): Answer => {
    try {
      return understanding.read(text, { language: language ?? null, ...(brand ? { brand } : {}) })
    } catch (error) {
      return String(error)
    }
  })
  parentPort!.postMessage({ id, answers: JSON.stringify(answers) } satisfies Answered, [])
})
