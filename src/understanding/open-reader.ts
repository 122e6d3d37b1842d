import { Worker } from 'node:worker_threads'
import type { BrandWords } from './brand-words.ts'
import type { Reading } from './open-understanding.ts'

/** A text to be read, and the language that is known of its author. */
export interface Words {
  text: string
  language?: string | undefined
}

/** Reads texts in a thread of its own, so that a flood of words holds up neither screens nor answers. */
export interface Reader {
  /** One answer a text, in order: what it means, or what went wrong with it alone. Rejects when the thread itself broke; the next call has a new one. */
  read(words: readonly Words[], brand?: BrandWords): Promise<(Reading | Error)[]>
}

/** What the thread is asked. A brand's words go over with their first use and are known by number afterwards: some kilobytes a version of its manual. */
export interface Asked {
  id: number
  words: readonly Words[]
  brand: number | null
  brandWords?: BrandWords
}

/** What the thread answers: JSON, which goes over in half the time of the objects themselves. */
export interface Answered {
  id: number
  answers: string
}

/** In it, one a text: its reading, or the words of what went wrong. */
export type Answer = Reading | string

/** Texts in one question; some milliseconds, the longest that one account's flood holds up another's word. */
const IN_ONE_GO = 50

/** The thread starts with the first text (60 MB, a quarter of a second) and never keeps the process alive by itself. */
export function openReader(): Reader {
  let thread: ReaderThread | null = null
  return {
    async read(words, brand) {
      const readings: (Reading | Error)[] = []
      const ask = (at: number) => {
        thread ??= startThread(() => (thread = null))
        const answer = thread.ask(words.slice(at, at + IN_ONE_GO), brand)
        // Where the thread breaks, both in its hands do: the first tells.
        answer.catch(() => {})
        return answer
      }
      // The next question lies ready while one is read: the thread never waits for us.
      const asked = words.length > 0 ? [ask(0)] : []
      for (let at = IN_ONE_GO; asked.length > 0; at += IN_ONE_GO) {
        if (at < words.length) asked.push(ask(at))
        readings.push(...(await asked.shift()!))
      }
      return readings
    },
  }
}

interface ReaderThread {
  ask(words: readonly Words[], brand: BrandWords | undefined): Promise<(Reading | Error)[]>
}

function startThread(ended: () => void): ReaderThread {
  const worker = new Worker(new URL('reader-thread.ts', import.meta.url))
  const waiting = new Map<number, PromiseWithResolvers<(Reading | Error)[]>>()
  const brands = new Map<BrandWords, number>()
  let asked = 0
  const settle = ({ id, answers }: Answered) => {
    waiting.get(id)?.resolve((JSON.parse(answers) as Answer[]).map((answer) => (typeof answer === 'string' ? new Error(answer) : answer)))
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
  }
  let failure: unknown = null
  worker.on('message', settle)
  worker.on('error', (error) => (failure = error))
  worker.on('exit', (code) => {
    ended()
    for (const { reject } of waiting.values()) reject(new Error(`the reader's thread ended with ${code}`, { cause: failure }))
  })
  return {
    ask(words, brand) {
      const question: Asked = { id: asked++, words, ...numbered(brands, brand) }
      const answer = Promise.withResolvers<(Reading | Error)[]>()
      waiting.set(question.id, answer)
      worker.ref()
      worker.postMessage(question, [])
      return answer.promise
    },
  }
}

function numbered(brands: Map<BrandWords, number>, brand: BrandWords | undefined): Pick<Asked, 'brand' | 'brandWords'> {
  if (!brand) return { brand: null }
  const known = brands.get(brand)
  if (known !== undefined) return { brand: known }
  brands.set(brand, brands.size)
  return { brand: brands.size - 1, brandWords: brand }
}
